using System.Net;
using Xunit;

namespace EchoApp.Tests.Web.Bins;

/// <summary>What senders, readers and operators are told when nothing can be stored.</summary>
public sealed class StoreTroubleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DataDirectory_ThatCannotBeMade_LeavesBinsWithoutAStoreAndTheEchoWorking()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("file", "no directory");
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Data__Directory", $"{file}/data"));

        var refused = await web.ExchangeAsync("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");

        Assert.Equal((503, "5"), (refused.Status, refused.Header("Retry-After")));
        Assert.Contains("would be kept in memory alone", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("Capture__InMemory=true", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await web.ExchangeAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        Assert.StartsWith("Degraded\nstore: Degraded, in memory alone, and ends with the process\n", await HealthAsync(web), StringComparison.Ordinal);
        Assert.Contains("What is captured is kept in memory alone", web.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataDirectory_ThatCannotBeMadeWhereMemoryIsEnough_KeepsRequestsThere()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("file", "no directory");
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Data__Directory", $"{file}/data"), ("Capture__InMemory", "true"));

        var answer = await web.ExchangeAsync("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");

        Assert.Equal((200, "memory"), (answer.Status, answer.Header("Echo-Store")));
        Assert.Single(await web.RequestsAsync());
        using var list = await web.Api.GetAsync("bins/orders/requests", Cancellation);
        Assert.Equal(["memory"], list.Headers.GetValues("Echo-Store"));
    }

    [Fact]
    public async Task DataDirectory_OfAnotherProcess_IsLeftToIt()
    {
        using var data = new TemporaryDirectory();
        await using var first = await BinnedWeb.StartWithOrdersAsync(("Data__Directory", data.Path));
        await using var second = await BinnedWeb.StartWithOrdersAsync(("Data__Directory", data.Path));

        Assert.Equal(200, (await first.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        Assert.Equal(503, (await second.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        Assert.Contains($"{data.Path} is used by another process, or cannot be written to.", second.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(data.Path, await HealthAsync(second), StringComparison.Ordinal);
        Assert.Single(await first.RequestsAsync());
    }

    [Fact]
    public async Task Postgres_ThatIsNotThere_RefusesWhatIsSentAndWhatIsAsked()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("ConnectionStrings__store", $"Host=127.0.0.1;Port={FreePort.Choose()};Username=echoapp;Password=hush-hush"));

        var refused = await web.ExchangeAsync("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
        var (status, detail) = await web.RefusalAsync(HttpMethod.Get, "bins");

        Assert.Equal((503, "5", "Not stored, and to be sent again. The store does not answer."), (refused.Status, refused.Header("Retry-After"), refused.Json.GetProperty("detail").GetString()));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "The store does not answer. /health tells when it is back."), (status, detail));
        Assert.Contains("The store does not answer yet: until it does, bins answer 503.", web.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", web.Process.Output + web.Process.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_ThatIsDamaged_EndsTheStartWithOneLineAndStays()
    {
        using var data = new TemporaryDirectory();
        var file = data.Write("echoapp.db", new string('x', 8192));
        await using var web = WebProcess.Launch([], ("Data__Directory", data.Path));

        Assert.Equal(1, await web.WaitForExitAsync());
        Assert.StartsWith($"{file} cannot be used as the store: ", Assert.Single(web.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(8192, new FileInfo(file).Length);
    }

    [Fact]
    public async Task Database_ThatCannotBeOpened_EndsTheStartWithOneLine()
    {
        using var data = new TemporaryDirectory();
        var file = Directory.CreateDirectory(Path.Combine(data.Path, "echoapp.db")).FullName;
        await using var web = WebProcess.Launch([], ("Data__Directory", data.Path));

        Assert.Equal(1, await web.WaitForExitAsync());
        var line = Assert.Single(web.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(file, line, StringComparison.Ordinal);
        Assert.EndsWith("It has to be a file of the user that this runs as; or give another Data__Directory.", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_WhereTheStoreIsInMemory_HoldNobodyUp()
    {
        using var directory = new TemporaryDirectory();
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Data__Directory", $"{directory.Write("file", "")}/data"), ("Capture__InMemory", "true"));
        using var end = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(async _ =>
        {
            while (!end.IsCancellationRequested)
            {
                await web.RequestsAsync();
            }
        }).ToList();

        await Parallel.ForEachAsync(Enumerable.Range(0, 300), Cancellation, async (_, _) =>
            Assert.Equal(200, (await web.ExchangeAsync("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi")).Status));
        await end.CancelAsync();
        await Task.WhenAll(readers);

        Assert.Equal(300, (await web.RequestsAsync()).Count);
    }

    [Fact]
    public async Task Body_WithVeryManySecrets_LeavesAListThatCanBeRead()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        var body = $"[{string.Join(',', Enumerable.Repeat("{\"password\":\"x\"}", 10_000))}]";

        await web.ExchangeAsync($"POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: {body.Length}\r\n\r\n{body}");

        var request = await web.OnlyRequestAsync();
        Assert.Equal(100, request["redactions"]!.AsArray().Count);
        Assert.InRange(request["redactionCount"]!.GetValue<int>(), 1000, 10_000);
        Assert.DoesNotContain("\"x\"", System.Text.Encoding.ASCII.GetString(await web.GetBytesAsync($"bins/orders/requests/{request["id"]}/body")), StringComparison.Ordinal);
    }

    private static async Task<string> HealthAsync(BinnedWeb web)
    {
        using var response = await web.Api.GetAsync("/health", Cancellation);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }
}
