using EchoApp.Tests.Http;
using EchoApp.Web.Echo;
using EchoApp.Web.Listeners;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Xunit;

namespace EchoApp.Tests.Web.Listeners;

public sealed class InlineCompletionsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_HandledInline_AreAnsweredAllTheSame()
    {
        await using var web = await WebProcess.StartAsync(("Echo__InlineCompletions", "true"));
        await Parallel.ForAsync(0, 200, Cancel, async (number, cancel) =>
        {
            var request = number % 2 == 0 ? $"GET /{number} HTTP/1.1\r\nHost: h\r\n\r\n" : $"POST /{number} HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc";
            var answer = await RawHttp.ExchangeAsync(web.EchoEndPoints[0], request, cancel);
            Assert.Equal($"/{number}", answer.Json.GetProperty("path").GetString());
        });
        Assert.Empty(web.Faults);
        Assert.Equal(0, await web.StopAsync());
    }

    [Fact]
    public void Switch_ThatIsOff_LeavesTheServersOwnWay()
    {
        var transport = new SocketTransportOptions();
        new InlineCompletions(Options.Create(new EchoOptions())).Configure(transport);
        Assert.False(transport.UnsafePreferInlineScheduling);
    }
}
