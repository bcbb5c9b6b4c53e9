using System.IO.Pipelines;
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
        Assert.Empty(Server.Logs.Errors);
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
        var response = await WhileTimePasses(connection.ReceiveAsync(false, CancellationToken));

        Assert.Equal(408, response.Status);
        Assert.Equal("close", response.Header("Connection"));
        Assert.Equal(
            "Its body did not come in time: less than Echo:MinBodyRate over Echo:BodyRateWindow. (RFC 9110 section 15.5.9)",
            response.Json.GetProperty("detail").GetString());
        Assert.Equal(408, Server.Refusals.Read().Last[0].Status);
    }

    [Fact]
    public async Task Body_ThatStallsOverHttp2_EndsWith408()
    {
        var pipe = new Pipe();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{Server.Http2}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StreamContent(pipe.Reader.AsStream()),
        };
        using var response = await WhileTimePasses(Server.Client.SendAsync(request, CancellationToken));
        await pipe.Writer.CompleteAsync();

        Assert.Equal(HttpStatusCode.RequestTimeout, response.StatusCode);
    }

    private async Task<T> WhileTimePasses<T>(Task<T> task)
    {
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return task.IsCompleted;
            },
            "there is an answer");
        return await task;
    }
}
