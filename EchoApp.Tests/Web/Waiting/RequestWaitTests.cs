using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Live;
using EchoApp.Tests.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Waiting;

/// <summary>What ends a wait.</summary>
public sealed class RequestWaitTests : IAsyncLifetime
{
    private readonly HttpClient _client = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", BinnedWeb.Token) } };
    private LiveServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LiveServer Server => _server ?? throw new InvalidOperationException("It has not started.");

    public async ValueTask InitializeAsync() => _server = await LiveServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task Wait_InVain_EndsWhenTheTimeIsUpAndNotBefore()
    {
        var started = Server.Now;
        var answer = await WaitAsync("timeout=30");

        await Server.WhileTimePassesAsync(() => Server.Now >= started + TimeSpan.FromSeconds(29), "it is nearly up");
        Assert.Equal(1, Server.Streams);
        await Server.WhileTimePassesAsync(() => answer.IsCompleted, "it ends", seconds: 0.1);

        var (status, json) = await answer;
        Assert.Equal((HttpStatusCode.OK, false), (status, json["satisfied"]!.GetValue<bool>()));
        Assert.InRange(json["seconds"]!.GetValue<double>(), 30, 40);
    }

    [Fact]
    public async Task Wait_ForWhatCameBeforeTheTimeWasUp_IsSatisfiedThoughNobodyHasTold()
    {
        // The feed is behind: for it no time passes.
        await Server.CaptureAsync("/first");
        var answer = await WaitAsync("timeout=4&count=3");
        await Server.CaptureAsync("/second");
        await Server.CaptureAsync("/third");

        await Server.WhileTimePassesAsync(() => answer.IsCompleted, "it ends", seconds: 5);

        Assert.Equal(["/first", "/second", "/third"], (await answer).Json["requests"]!.AsArray().Select(request => request!["path"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Wait_InABinThatIsDeleted_EndsBecauseOfThat()
    {
        var answer = await WaitAsync("timeout=5m");

        await Server.Store.Bins.DeleteAsync(Samples.Orders, Cancellation);
        await Server.WhileTimePassesAsync(() => answer.IsCompleted, "it ends");

        Assert.Equal(HttpStatusCode.NotFound, (await answer).Status);
    }

    [Fact]
    public async Task Wait_InABinThatIsMadeAnew_DoesNotTakeItForTheSame()
    {
        var answer = await WaitAsync("timeout=5m&count=2");
        await Server.CaptureAsync("/old");

        await Server.Store.Bins.DeleteAsync(Samples.Orders, Cancellation);
        await Server.Store.Bins.TryCreateAsync(Samples.Bin("orders") with { CreatedAt = Samples.Time.AddDays(1) }, 10, Cancellation);
        await Server.CaptureAsync("/new");
        await Server.CaptureAsync("/new");
        await Server.WhileTimePassesAsync(() => answer.IsCompleted, "it ends", seconds: 0.1);

        Assert.Equal(HttpStatusCode.NotFound, (await answer).Status);
    }

    [Fact]
    public async Task Wait_AtTheEndOfTheProcess_EndsBecauseOfThat()
    {
        var answer = await WaitAsync("timeout=5m");

        await Server.StopAsync();

        var (status, json) = await answer;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("EchoApp is stopping, and nothing more will come: ask again once it is back.", json["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Wait_WhileTheStoreIsDown_GoesOnOnceItIsBack()
    {
        var answer = await WaitAsync("timeout=5m&q=body:*");
        Server.Store.IsDown = true;
        await Server.CaptureAsync("/1");
        await Server.WhileTimePassesAsync(() => Server.Store.Failures > 3, "it is asked in vain", seconds: 0.1);
        Assert.Equal(1, Server.Streams);

        Server.Store.IsDown = false;
        await Server.WhileTimePassesAsync(() => answer.IsCompleted, "it ends", seconds: 0.1);

        Assert.True((await answer).Json["satisfied"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Wait_UntilTheTimeIsUpWithTheStoreDown_SaysThatNobodyKnows()
    {
        var answer = await WaitAsync("timeout=3");
        Server.Store.IsDown = true;

        await Server.WhileTimePassesAsync(() => answer.IsCompleted, "it ends", seconds: 0.1);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await answer).Status);
    }

    [Fact]
    public async Task Wait_BehindAMarkerOfAnotherStore_IsForWhatComes()
    {
        await Server.CaptureAsync("/before");
        var answer = await WaitAsync("timeout=5m&after=pffffffff");

        await Server.CaptureAsync("/1");
        await Server.WhileTimePassesAsync(() => answer.IsCompleted, "it ends", seconds: 0.1);

        Assert.Equal("/1", (await answer).Json["requests"]![0]!["path"]!.GetValue<string>());
    }

    /// <summary>Begins to wait.</summary>
    /// <returns>The answer, once it is there.</returns>
    private async Task<Task<(HttpStatusCode Status, JsonNode Json)>> WaitAsync(string query)
    {
        var answer = AnswerAsync();

        // Once it has looked, and the feed follows.
        await Server.WhileTimePassesAsync(() => Server.Store.Reads > 1, "it waits", seconds: 0);
        return answer;

        async Task<(HttpStatusCode Status, JsonNode Json)> AnswerAsync()
        {
            using var response = await _client.GetAsync(new Uri($"http://{Server.Http1}/api/bins/orders/await?{query}"), Cancellation);
            return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!);
        }
    }
}
