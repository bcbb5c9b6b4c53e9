using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using EchoApp.Tests.Web.Bins;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Live;

/// <summary>Streams over time: silence, readers that do not read, sessions that end.</summary>
public sealed class LiveStreamTests : IAsyncLifetime
{
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(15);

    private LiveServer? _server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LiveServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() => _server = await LiveServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Silence_Of15Seconds_IsBrokenByAComment()
    {
        var started = Server.Now;
        await using var orders = await Server.FollowAsync();

        await Server.WhileTimePassesAsync(() => orders.Lines.Count > 3, "it says that it is there");
        Assert.InRange(Server.Now - started, _beat, 4 * _beat);
        Assert.Equal(["retry: 1000", "id: p0", "", ":", ""], orders.Lines.Take(5));
        await Server.WhileTimePassesAsync(() => orders.Lines.Count > 5, "and again");
        Assert.Equal([":", ""], orders.Lines.Skip(5).Take(2));
        Assert.Empty(orders.Told);
    }

    [Fact]
    public async Task Silence_WhileOthersAreTold_TellsHowFarItIs()
    {
        await using var orders = await Server.FollowAsync();
        await using var all = await Server.FollowAsync("live");
        await Server.CaptureAsync("/1", "other");
        await Server.WhileTimePassesAsync(() => all.Told.Count == 1, "the others are told", seconds: 0.1);

        await Server.WhileTimePassesAsync(() => orders.LastId == all.LastId, "it is told how far it is");

        Assert.Equal([":", $"id: {all.LastId}", ""], orders.Lines.Skip(3).Where((line, i) => i < 3));
        Assert.Empty(orders.Told);
    }

    [Theory]
    [InlineData("tag:seen OR path:last", "/last")]
    [InlineData("tag:* OR is:pinned OR path:last", "/last")]
    [InlineData("-tag:seen -is:pinned", "/1 /2 /last")]
    [InlineData("-(tag:seen OR path:2)", "/1 /last")]
    [InlineData("-(tag:seen body:*) header.host:a", "/1 /2 /last")]
    [InlineData("age<1m -age>1h", "/1 /2 /last")]
    public async Task Stream_ByWhatChanges_TellsTheSameToWhoReadsAtOnceAndToWhoComesLater(string query, string paths)
    {
        var path = $"live?q={Uri.EscapeDataString(query)}";
        await using (var atOnce = await Server.FollowAsync(path))
        {
            await Task.WhenAll(Server.CaptureAsync("/1"), Server.CaptureAsync("/2"));
            await Server.CaptureAsync("/last");
            await Server.WhileTimePassesAsync(() => atOnce.Paths.Contains("/last"), "it is told", seconds: 0.1);
            Assert.Equal(paths.Split(' '), atOnce.Paths.Order());
        }

        // What has just come is forgotten with the last who reads.
        await Server.WhileTimePassesAsync(() => Server.Streams == 0, "nobody reads", seconds: 0.1);
        foreach (var request in (await Server.Store.FollowAsync(0, 10, Cancellation)).Where(request => request.Record.Target is "/1" or "/2"))
        {
            await Server.Store.MarkAsync(request.Record.Bin, request.Record.Id, _ => new Marks(IsPinned: true, ["seen"]), Cancellation);
        }

        await using var later = await Server.FollowAsync(path + "&after=p0");

        await Server.WhileTimePassesAsync(() => later.Paths.Contains("/last"), "it is told", seconds: 0.1);
        Assert.Equal(paths.Split(' '), later.Paths.Order());
    }

    [Fact]
    public async Task Stream_OverHttp2_TellsOfEachRequest()
    {
        await using var orders = new EventSource(new Uri($"http://{Server.Http2}/api/bins/orders/live"), ask: request =>
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact));
        await orders.BegunAsync();

        await Server.CaptureAsync("/1");
        await Server.CaptureAsync("/2");

        await Server.WhileTimePassesAsync(() => orders.Told.Count == 2, "they are told", seconds: 0.1);
        await Server.StopAsync();
    }

    [Fact]
    public async Task Reader_ThatReadsNothing_HoldsNoMemoryIsCutOffAndGoesOn()
    {
        // 20 MB of events, more than the sockets take.
        const int Count = 600;
        var targets = Enumerable.Range(0, Count).Select(i => $"/{i}/{new string('x', 16_000)}").ToList();
        using var slow = await StallAsync(Server.Http1);
        await Server.WhileTimePassesAsync(() => Server.Streams == 1, "it is let in", seconds: 0);
        await Task.WhenAll(targets.Select(target => Server.CaptureAsync(target)));

        await Server.WhileTimePassesAsync(() => Server.Streams == 0, "it is cut off", seconds: 0.5);
        Assert.InRange(Server.Memory.Buffered, 0, 1_000_000);

        var (lastId, told) = await ReadToEndAsync(slow);
        Assert.InRange(told, 1, Count - 1);
        await using var next = await Server.FollowAsync(lastId: lastId);
        await Server.WhileTimePassesAsync(() => next.Told.Count == Count - told, "it is told the rest", seconds: 0.1);
        Assert.Equal(targets.Skip(told), next.Paths);
    }

    [Fact]
    public async Task Reader_ThatReadsNothing_HoldsUpNeitherOthersNorTheEnd()
    {
        using var slow = await StallAsync(Server.Http1);
        using var slowToo = await StallAsync(Server.Http1);
        await using var orders = await Server.FollowAsync();
        await Server.WhileTimePassesAsync(() => Server.Streams == 3, "they are let in", seconds: 0);
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Server.CaptureAsync($"/{i}/{new string('x', 16_000)}")));
        await Server.WhileTimePassesAsync(() => orders.Told.Count == 600, "the other is told all", seconds: 0.02);
        Assert.Equal(3, Server.Streams);

        // No time passes any longer.
        await Server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);

        Assert.Equal(0, Server.Streams);
    }

    [Fact]
    public async Task Session_ThatEnds_EndsItsStreamsAndNoOthers()
    {
        var cookie = await LogInAsync();
        await using var byToken = await Server.FollowAsync();
        await using var bySession = await Server.FollowAsync(ask: request =>
        {
            request.Headers.Authorization = null;
            request.Headers.Add("Cookie", cookie);
        });
        await Server.WhileTimePassesAsync(() => bySession.Lines.Count(line => line == ":") >= 3, "it is looked at several times");
        Assert.Equal((1, HttpStatusCode.OK), (bySession.Connections, bySession.LastStatus));

        // Captures are no silence.
        await Server.Store.Sessions.RemoveAllAsync(Cancellation);
        var captured = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                await Server.CaptureAsync($"/{captured++}");
                await Server.WhileTimePassesAsync(() => byToken.Told.Count == captured, "it is told", seconds: 0.5);
                return bySession.LastStatus == HttpStatusCode.Unauthorized;
            },
            "it is ended, and not let in again");

        Assert.Equal(1, bySession.Connections);
        Assert.Equal((1, HttpStatusCode.OK), (byToken.Connections, byToken.LastStatus));
    }

    [Fact]
    public async Task Bin_ThatIsDeleted_EndsItsStreams()
    {
        await using var orders = await Server.FollowAsync();
        await using var all = await Server.FollowAsync("live");

        await Server.Store.Bins.DeleteAsync(Storage.Samples.Orders, Cancellation);

        await Server.WhileTimePassesAsync(() => orders.LastStatus == HttpStatusCode.NotFound, "there is none any longer");
        Assert.Equal((1, HttpStatusCode.OK), (all.Connections, all.LastStatus));
    }

    [Fact]
    public async Task Bin_ThatIsDeletedAndMadeAgain_EndsItsStreams()
    {
        await using var orders = await Server.FollowAsync();
        await using var all = await Server.FollowAsync("live");
        var bin = (await Server.Store.Bins.FindAsync(Storage.Samples.Orders, Cancellation))!;

        await Server.Store.Bins.DeleteAsync(bin.Name, Cancellation);
        await Server.Store.Bins.TryCreateAsync(bin with { CreatedAt = bin.CreatedAt.AddSeconds(1) }, 100, Cancellation);

        await Server.WhileTimePassesAsync(() => orders.Connections == 2, "who reads on has come again");
        Assert.Equal((1, HttpStatusCode.OK), (all.Connections, all.LastStatus));
    }

    [Fact]
    public async Task Store_ThatCannotBeRead_IsWaitedFor()
    {
        await using var all = await Server.FollowAsync("live");
        var begin = all.LastId;
        await Server.CaptureAsync("/1");
        await Server.WhileTimePassesAsync(() => all.Told.Count == 1, "it is told", seconds: 0.1);
        Server.Store.IsDown = true;
        await Server.CaptureAsync("/2");
        await Server.WhileTimePassesAsync(() => Server.Store.Failures > 3 && all.Lines.Contains(":"), "it is tried again and again, and the stream is there");
        Assert.Single(all.Told);

        Server.Store.IsDown = false;

        await Server.WhileTimePassesAsync(() => all.Told.Count == 2, "it goes on", seconds: 0.1);
        Assert.Equal((1, "/2"), (all.Connections, all.Paths[1]));
        Assert.NotEqual(begin, all.LastId);
    }

    [Fact]
    public async Task Store_ThatCannotBeReadByWhoIsBehind_IsWaitedFor()
    {
        await Server.CaptureAsync("/1");
        Server.Store.IsDown = true;
        await using var orders = await Server.FollowAsync(lastId: "p0");
        await Server.WhileTimePassesAsync(() => Server.Store.Failures > 3 && orders.Lines.Contains(":"), "it is tried again and again, and the stream is there");
        Assert.Empty(orders.Told);

        Server.Store.IsDown = false;

        await Server.WhileTimePassesAsync(() => orders.Told.Count == 1, "it goes on");
        Assert.Equal((1, "/1"), (orders.Connections, orders.Paths[0]));
    }

    [Fact]
    public async Task Request_ThatCannotBeRead_IsLeftOutAlone()
    {
        await using var all = await Server.FollowAsync("live");

        await Server.Store.AppendAsync(Storage.Samples.Request("/unreadable"));
        await Server.CaptureAsync("/readable");

        await Server.WhileTimePassesAsync(() => all.Told.Count == 1, "the one after is told", seconds: 0.1);
        Assert.Equal(["/readable"], all.Paths);
        Assert.Contains("cannot be read: live streams leave it out.", Assert.Single(Server.TakeErrors()), StringComparison.Ordinal);
    }

    /// <summary>Asks for the stream, and reads nothing of it.</summary>
    private static async Task<Socket> StallAsync(IPEndPoint server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 256 * 1024 };
        await socket.ConnectAsync(server, Cancellation);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/bins/orders/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {BinnedWeb.Token}\r\n\r\n"), Cancellation);
        return socket;
    }

    /// <returns>The id of the last event that came whole, and how many did.</returns>
    private static async Task<(string Id, int Told)> ReadToEndAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, Cancellation) is > 0 and var length)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, length));
            }
        }
        catch (SocketException)
        {
            // It was reset.
        }

        var events = Unchunk(text.ToString());
        var whole = events[..(events.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)];
        var ids = whole.Split('\n').Where(line => line.StartsWith("id: ", StringComparison.Ordinal)).ToList();
        return (ids[^1][4..], ids.Count - 1);
    }

    /// <summary>The content of an answer (RFC 9112 section 7.1) as far as it has come.</summary>
    private static string Unchunk(string answer)
    {
        var content = new StringBuilder();
        for (var at = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4; answer.IndexOf("\r\n", at, StringComparison.Ordinal) is >= 0 and var end;)
        {
            var size = int.Parse(answer.AsSpan(at, end - at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            at = end + 2;
            content.Append(answer, at, Math.Min(size, answer.Length - at));
            at = Math.Min(at + size + 2, answer.Length);
        }

        return content.ToString();
    }

    private async Task<string> LogInAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var form = new StringContent($"token={BinnedWeb.Token}", Encoding.ASCII, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var response = await client.PostAsync(new Uri($"http://{Server.Http1}/login"), form, Cancellation);
        return Assert.Single(response.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }
}
