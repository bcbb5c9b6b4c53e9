using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Echo;
using Xunit;

namespace EchoApp.Tests.Web.Memory;

/// <summary>With a budget of 1 MiB: requests that hold all of it, and others beside them.</summary>
[InThisProcess]
public sealed class ShortageTests : EchoTests
{
    private const int Budget = 1024 * 1024;

    private protected override Dictionary<string, string?> Settings => new() { ["Echo:MemoryBudget"] = "1048576" };

    [Fact]
    public async Task Everything_WhileTheBudgetIsHeld_IsAnswered()
    {
        await using var hog = await StallAsync(1_040_000, 2_000_000);
        await Eventually.TrueAsync(() => Server.Memory.Shortages > 0, "the budget does not hold all that comes");
        List<RawHttp> others = [];
        while (Server.Memory.Available >= 32 * 1024)
        {
            var before = Server.Memory.Used;
            others.Add(await StallAsync(0, 5000));
            await Eventually.TrueAsync(() => Server.Memory.Used > before, "one more is held");
        }

        Assert.Equal(200, (await Server.GetAsync("/")).Status);
        Assert.Equal("abc", (await Server.PostAsync("abc"u8.ToArray(), "text/plain")).Json.GetProperty("body").GetProperty("text").GetString());
        var refused = await Server.PostAsync(new byte[100_000], null);
        Assert.Equal(503, refused.Status);
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Contains("Echo__MemoryBudget", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(503, (await Server.GetAsync("/?raw", $"X: {new string('x', 30_000)}\r\n")).Status);
        Assert.InRange(Server.Memory.Used, 1, Budget);
        foreach (var other in others)
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task Metrics_OfTheBudget_TellWhatIsHeld()
    {
        var measured = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "EchoApp.Web" && instrument.Meter.Scope == Server.Meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => measured[instrument.Name] = value);
        listener.Start();
        await using var hog = await StallAsync(300_000, 2_000_000);
        await Eventually.TrueAsync(() => Server.Memory.Used >= 600_000, "a body is held");

        listener.RecordObservableInstruments();

        Assert.Equal(Budget, measured["echoapp.request_memory.limit"]);
        Assert.InRange(measured["echoapp.request_memory.usage"], 600_000, Budget);
        Assert.Equal(0, measured["echoapp.request_memory.shortages"]);
        Assert.True(measured.ContainsKey("echoapp.request_memory.buffered"));
    }

    [Fact]
    public async Task Budget_WhenItsHoldersHaveGone_IsWhole()
    {
        await using (await StallAsync(700_000, 2_000_000))
        {
            await Eventually.TrueAsync(() => Server.Memory.Used >= 900_000, "a body is held");
        }

        await Eventually.TrueAsync(() => Server.Memory.Used == 0, "what it held is given back");
        foreach (var request in (string[])
            ["Content-Length: 5000\r\n\r\nabc", "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n--b"])
        {
            await using var connection = await Server.ConnectAsync();
            await connection.SendAsync("POST / HTTP/1.1\r\nHost: h\r\n" + request, CancellationToken);
            connection.FinishSending();
            Assert.Equal(400, (await connection.ReceiveAsync(false, CancellationToken)).Status);
        }

        await Eventually.TrueAsync(() => Server.Memory.Used == 0, "what refused bodies held is given back");
    }

    [Fact]
    public async Task Body_OfWhichLessIsKept_IsMeasuredWholeWithTheReason()
    {
        await using var hog = await StallAsync(300_000, 2_000_000);
        await Eventually.TrueAsync(() => Server.Memory.Used >= 600_000, "most of the budget is held");

        var response = await Server.PostAsync(Enumerable.Repeat((byte)'a', 300_000).ToArray(), "text/plain");

        Assert.Equal(200, response.Status);
        var body = response.Json.GetProperty("body");
        Assert.Equal(300_000, body.GetProperty("length").GetInt32());
        Assert.True(body.GetProperty("truncated").GetBoolean());
        Assert.Contains("memory is short", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decoding_WithoutMemoryForIt_IsLeftOutWithTheReason()
    {
        await using var hog = await StallAsync(960_000, 2_000_000);
        await using var other = await StallAsync(0, 5000);
        await using var third = await StallAsync(0, 5000);
        await Eventually.TrueAsync(() => Server.Memory.Used > Budget - (64 * 1024), "nearly all of the budget is held");
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(new byte[100]);
        }

        var response = await Server.PostAsync(packed.ToArray(), null, "Content-Encoding: gzip\r\n");

        Assert.Equal(200, response.Status);
        Assert.Contains("memory is short", response.Json.GetProperty("body").GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", 400_000)]
    [InlineData("application/json", 500_000)]
    [InlineData("application/x-www-form-urlencoded", 300_000)]
    public async Task Answer_ThatIsTooLongForTheBudget_IsGivenWithoutCopies(string type, int length)
    {
        var content = type == "application/json" ? $"\"{new string('a', length - 2)}\"" : $"a={new string('b', length - 2)}";

        var response = await Server.PostAsync(System.Text.Encoding.ASCII.GetBytes(content), type);

        Assert.Equal(200, response.Status);
        Assert.Equal(length, response.Json.GetProperty("body").GetProperty("length").GetInt32());
        Assert.Contains("memory is short", response.Json.GetProperty("body").GetProperty("error").GetString(), StringComparison.Ordinal);
        // The answer is there before the server has let go of what it took.
        await Eventually.TrueAsync(() => Server.Memory.Used == 0, "nothing is held");
    }

    [Fact]
    public async Task Budget_AfterRefusalsOfEveryKind_IsWhole()
    {
        await using var server = await EchoServer.StartAsync(new() { ["Echo:MemoryBudget"] = "1048576", ["Echo:MaxBodyLength"] = "100000" });
        var chunk = $"20000\r\n{new string('x', 0x20000)}\r\n";
        for (var i = 0; i < 40; i++)
        {
            var response = await server.ExchangeAsync($"POST / HTTP/1.1\r\nHost: h\r\nAccept: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}0\r\n\r\n");
            Assert.Equal(413, response.Status);
        }

        await Eventually.TrueAsync(() => server.Memory.Used == 0, "what refused bodies held is given back");
        await using var hog = await server.ConnectAsync();
        Assert.True(server.Memory.TryTake(server.Memory.Available - (128 * 1024)));
        var held = server.Memory.Used;
        Assert.Equal(503, (await server.GetAsync("/", $"X: {new string('\u0001', 32_000)}\r\n")).Status);
        Assert.Equal(held, server.Memory.Used);
    }

    [Fact]
    public async Task Heads_ThatDoNotEnd_AreCountedAndRefusedWhenThereAreTooMany()
    {
        List<RawHttp> connections = [];
        var lines = string.Concat(Enumerable.Range(0, 600).Select(number => $"X-{number}: {new string('a', 80)}\r\n"));
        for (var i = 0; i < 8; i++)
        {
            connections.Add(await Server.ConnectAsync());
            await connections[^1].SendAsync($"GET / HTTP/1.1\r\nHost: h\r\n{lines}Y: ", CancellationToken);
        }

        await Eventually.TrueAsync(() => Server.Refusals.Read().Last.Any(refusal => refusal.Status == 503), "one is refused");
        Assert.InRange(Server.Memory.Used, 1, Budget);
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }

        await Eventually.TrueAsync(() => Server.Memory.Used == 0, "what they held is given back");
    }

    [Fact]
    public async Task Answer_AsText_IsCountedByItsLength()
    {
        var response = await Server.PostAsync(new byte[300_000], null, "Accept: text/plain\r\n");
        Assert.Equal(200, response.Status);
        Assert.True(Server.Memory.TryTake(Server.Memory.Available - (128 * 1024)));
        var held = Server.Memory.Used;

        Assert.Equal(503, (await Server.PostAsync(new byte[4_000], null, $"Accept: text/plain\r\nX: {new string('x', 30_000)}\r\n")).Status);
        Assert.Equal(held, Server.Memory.Used);
    }

    /// <summary>Sends a part of a body, and no more.</summary>
    private async Task<RawHttp> StallAsync(int sent, int declared)
    {
        var connection = await Server.ConnectAsync();
        await connection.SendAsync($"POST /stalled HTTP/1.1\r\nHost: h\r\nContent-Length: {declared}\r\n\r\n", CancellationToken);
        await connection.SendAsync(new byte[sent], CancellationToken);
        return connection;
    }
}
