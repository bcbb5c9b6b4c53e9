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
        Assert.StartsWith("Degraded\nstore: Degraded, in memory alone: ", await HealthAsync(web), StringComparison.Ordinal);
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
        Assert.Contains($"{data.Path} is used by another process, or cannot be written to.", await HealthAsync(second), StringComparison.Ordinal);
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

    private static async Task<string> HealthAsync(BinnedWeb web)
    {
        using var response = await web.Api.GetAsync("/health", Cancellation);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }
}
