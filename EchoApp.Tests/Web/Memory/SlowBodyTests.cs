using System.Net;
using EchoApp.Tests.Web.Echo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EchoApp.Tests.Web.Memory;

public sealed class SlowBodyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private EchoServer? _server;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private EchoServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public async ValueTask InitializeAsync() => _server = await EchoServer.StartAsync(
        new() { ["Echo:MinBodyRate"] = "1000", ["Echo:BodyRateWindow"] = "10" }, services => services.AddSingleton<TimeProvider>(_time));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Assert.Empty(Server.Errors);
    }

    [Theory]
    [InlineData("Content-Length: 50000000\r\n\r\n", 1_300_000)]
    [InlineData("Content-Length: 10\r\n\r\n", 0)]
    [InlineData("Content-Length: 10\r\n\r\n", 3)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n", 0)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nfffff\r\n", 100_000)]
    [InlineData("Content-Encoding: gzip\r\nContent-Length: 1000\r\n\r\n", 0)]
    [InlineData("Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b\r\n", 0)]
    public async Task Body_ThatStalls_EndsWith408HoweverFastItBegan(string rest, int sent)
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("POST / HTTP/1.1\r\nHost: h\r\n" + rest, CancellationToken);
        await connection.SendAsync(new byte[sent], CancellationToken);
        var receiving = connection.ReceiveAsync(false, CancellationToken);
        await WhileTimePassesAsync(() => receiving.IsCompleted, "there is an answer");
        var response = await receiving;

        Assert.Equal(408, response.Status);
        Assert.Equal("close", response.Header("Connection"));
        Assert.Equal(
            "The body did not come in time: less than Echo:MinBodyRate over Echo:BodyRateWindow (environment: Echo__MinBodyRate, Echo__BodyRateWindow). (RFC 9110 section 15.5.9)",
            response.Json.GetProperty("detail").GetString());
        Assert.Equal(408, Server.Refusals.Read().Last[0].Status);
    }

    [Fact]
    public async Task Body_ThatStallsOverHttp2_EndsWith408()
    {
        using var content = new StallingContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{Server.Http2}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var sending = Server.Client.SendAsync(request, CancellationToken);
        await Eventually.TrueAsync(() => Server.Memory.Used > 0, "the body is waited for");
        await WhileTimePassesAsync(() => Server.Memory.Used == 0, "it is waited for no more");

        // The client may wait until it has sent all, whatever the server has said.
        content.End();
        using var response = await sending;

        Assert.Equal(HttpStatusCode.RequestTimeout, response.StatusCode);
    }

    private Task WhileTimePassesAsync(Func<bool> condition, string what) => Eventually.TrueAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        what);

    private sealed class StallingContent : HttpContent
    {
        private readonly TaskCompletionSource _ended = new();

        public void End() => _ended.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[1], CancellationToken);

            // The client would wait for more, and not even send the headers.
            await stream.FlushAsync(CancellationToken);
            await _ended.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
