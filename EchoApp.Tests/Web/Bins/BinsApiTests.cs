using System.Net;
using System.Text;
using Xunit;

namespace EchoApp.Tests.Web.Bins;

public sealed class BinsApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_WithAName_MakesABinThatTellsWhereToSend()
    {
        await using var web = await BinnedWeb.StartAsync();
        using var content = new StringContent("""{"name": "orders"}""", Encoding.UTF8, "application/json");

        using var response = await web.Api.PostAsync("bins", content, Cancellation);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/bins/orders", response.Headers.Location?.ToString());
        var bin = await web.GetAsync("bins/orders");
        Assert.Equal($$"""{"name":"orders","declared":false,"createdAt":"{{bin["createdAt"]}}","url":"{{web.Process.Echo}}b/orders","raw":false,"response":null,"script":null,"cors":null,"cloudEvents":false,"retention":null,"usage":{{bin["usage"]!.ToJsonString()}},"dropped":null}""", bin.ToJsonString());
        Assert.Equal($"{bin.ToJsonString()}\n", await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(bin.ToJsonString(), Assert.Single((await web.GetAsync("bins"))["items"]!.AsArray())!.ToJsonString());
        Assert.EndsWith("Z", bin["createdAt"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithoutAName_MakesOneThatNobodyGuesses()
    {
        await using var web = await BinnedWeb.StartAsync();

        var names = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await web.SendAsync(HttpMethod.Post, "bins", "{}")).Json!["name"]!.GetValue<string>()));

        Assert.All(names, name => Assert.Matches("^[a-z2-7]{26}$", name));
        Assert.Equal(5, names.Distinct().Count());
    }

    [Theory]
    [InlineData("{\"name\":\"Orders\"}", "A bin's name has 1 to 64 lower-case letters, digits, and '.', '_' or '-' between them; without one it gets one that nobody guesses.")]
    [InlineData("{\"name\":\"\"}", "A bin's name has 1 to 64 lower-case letters")]
    [InlineData("{\"nmae\":\"orders\"}", "The body is not the JSON object that is expected: there is no such member. At $.nmae.")]
    [InlineData("{\"name\":5}", "The body is not the JSON object that is expected: a value is of another type. At $.name.")]
    [InlineData("{\"name\":\"ord", "The body is not the JSON object that is expected: Expected end of string, but instead reached end of data.")]
    [InlineData("", "The body is not the JSON object that is expected: The input does not contain any JSON tokens.")]
    [InlineData("null", "The body must be a JSON object, not null.")]
    public async Task Create_OfWhatMakesNoSense_SaysWhy(string json, string detail)
    {
        await using var web = await BinnedWeb.StartAsync();

        var (status, said) = await web.RefusalAsync(HttpMethod.Post, "bins", json);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(detail, said, StringComparison.Ordinal);
        Assert.Empty((await web.GetAsync("bins"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Create_OfWhatIsThereOrOneTooMany_IsAConflict()
    {
        await using var web = await BinnedWeb.StartAsync(("Capture__MaxBins", "1"));
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"a"}""");

        Assert.Equal((HttpStatusCode.Conflict, "There is a bin a already."), await web.RefusalAsync(HttpMethod.Post, "bins", """{"name":"a"}"""));
        Assert.Equal(
            (HttpStatusCode.Conflict, "There are 1 bins, and no more may be made. Delete one, or raise Capture__MaxBins."),
            await web.RefusalAsync(HttpMethod.Post, "bins", """{"name":"b"}"""));
    }

    [Fact]
    public async Task Change_OfItsSettings_ChangesThoseThatAreNamed()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var (status, bin) = await web.SendAsync(HttpMethod.Patch, "bins/orders", """{"raw":true}""");

        Assert.Equal((HttpStatusCode.OK, true, true), (status, bin!["raw"]!.GetValue<bool>(), bin["declared"]!.GetValue<bool>()));
        Assert.True((await web.SendAsync(HttpMethod.Patch, "bins/orders", "{}")).Json!["raw"]!.GetValue<bool>());
        using var sent = await web.Echo.GetAsync("/b/orders?access_token=12345678", Cancellation);
        Assert.Equal("/b/orders?access_token=12345678", (await web.OnlyRequestAsync())["target"]!.GetValue<string>());
    }

    [Fact]
    public async Task Delete_TakesTheRequestsAlong()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"a"}""");
        using var sent = await web.Echo.GetAsync("/b/a", Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, (await web.SendAsync(HttpMethod.Delete, "bins/a")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await web.SendAsync(HttpMethod.Get, "bins/a")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await web.SendAsync(HttpMethod.Delete, "bins/a")).Status);
        using var late = await web.Echo.GetAsync("/b/a", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"a"}""");
        Assert.Empty(await web.RequestsAsync("a"));
    }

    [Fact]
    public async Task Delete_OfADeclaredOne_SaysThatItWouldBeBack()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        Assert.Equal(
            (HttpStatusCode.Conflict, "Configuration declares the bin orders: it would be back at the next start. Take Bins__orders__… out of it, or delete the bin's requests alone."),
            await web.RefusalAsync(HttpMethod.Delete, "bins/orders"));
    }

    [Theory]
    [InlineData("bins/none", "There is no bin none. Create it: POST /api/bins with {\"name\": \"none\"}.")]
    [InlineData("bins/none/requests", "There is no bin none. Create it: POST /api/bins with {\"name\": \"none\"}.")]
    [InlineData("bins/NONE", "There is no such bin: a bin's name has 1 to 64 lower-case letters, digits, and '.', '_' or '-' between them.")]
    public async Task Get_OfWhatIsNotThere_SaysWhatToDo(string path, string detail)
    {
        await using var web = await BinnedWeb.StartAsync();

        Assert.Equal((HttpStatusCode.NotFound, detail), await web.RefusalAsync(HttpMethod.Get, path));
    }
}
