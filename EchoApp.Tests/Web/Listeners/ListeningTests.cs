using System.Net;
using System.Net.Sockets;
using Xunit;

namespace EchoApp.Tests.Web.Listeners;

public sealed class ListeningTests
{
    [Theory]
    [InlineData("loopback")]
    [InlineData("any")]
    public async Task Start_ByDefault_AnswersOnIPv4AndIPv6(string listen)
    {
        Assert.SkipWhen(!Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var web = await WebProcess.StartAsync(("Listen", listen));
        using var client = new HttpClient();
        foreach (var host in (string[])["127.0.0.1", "[::1]"])
        {
            var echo = await client.GetStringAsync(new Uri($"http://{host}:{web.Echo.Port}/"), TestContext.Current.CancellationToken);
            Assert.Contains("\"headers\"", echo, StringComparison.Ordinal);
            var health = await client.GetStringAsync(new Uri($"http://{host}:{web.Pages.Port}/health"), TestContext.Current.CancellationToken);
            Assert.StartsWith("Healthy\n", health, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_WithAddressesAndForwardedHeadersOfAHost_KeepsItsOwnAndWarnsOfNothing()
    {
        await using var web = await WebProcess.StartAsync(
            ("ASPNETCORE_URLS", "http://127.0.0.1:1"),
            ("URLS", "http://127.0.0.1:1"),
            ("HTTP_PORTS", "2"),
            ("ASPNETCORE_HTTP_PORTS", "3"),
            ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, web.Echo) { Headers = { { "X-Forwarded-For", "203.0.113.9" } } };
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var echo = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("203.0.113.9", echo, StringComparison.Ordinal);
        Assert.Equal(0, await web.StopAsync());
        Assert.DoesNotContain("warn:", web.Output, StringComparison.Ordinal);
        Assert.Empty(web.Error);
    }

    [Theory]
    [InlineData("ECHO_PORT", "abc")]
    [InlineData("PAGES_PORT", "70000")]
    [InlineData("ECHO_PORT", "")]
    [InlineData("Listen", "nowhere")]
    [InlineData("Shutdown__Timeout", "soon")]
    public async Task Start_WithASettingThatCannotWork_EndsWithOneLineAndExitCodeOne(string name, string value)
    {
        await using var web = WebProcess.Launch([], (name, value));
        Assert.Equal(1, await web.WaitForExitAsync());
        Assert.StartsWith($"{name}={value}: ", web.Error, StringComparison.Ordinal);
        Assert.Equal(1, web.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("Echo__MaxBodyKept", "abc", "Echo:MaxBodyKept")]
    [InlineData("Echo__Prefixes__x", "false", "Echo:Prefixes:x")]
    [InlineData("Logging__LogLevel__Default", "loud", "Logging__LogLevel__Default=loud: ")]
    [InlineData("Logging__Console__FormatterName", "xml", "Logging__Console__FormatterName=xml: ")]
    [InlineData("Logging__Console__MaxQueueLength", "-1", "Logging__Console__…: ")]
    [InlineData("Logging__Console__FormatterOptions__SingleLine", "x", "Logging__Console__…: Failed to convert configuration value 'x' at 'FormatterOptions:SingleLine' to type 'System.Boolean'.")]
    [InlineData("Logging__Console__FormatterOptions__TimestampFormat", "%", "Logging__Console__FormatterOptions__TimestampFormat=%: ")]
    public async Task Start_WithASettingOfAPartThatCannotWork_EndsWithOneLineAndExitCodeOne(string name, string value, string expected)
    {
        await using var web = WebProcess.Launch([], (name, value));
        Assert.Equal(1, await web.WaitForExitAsync());
        Assert.StartsWith(expected, web.Error, StringComparison.Ordinal);
        Assert.Equal(1, web.Error.Count(c => c == '\n'));
        Assert.DoesNotContain("fail:", web.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnATakenPort_EndsWithOneLineAndExitCodeOne()
    {
        await using var first = await WebProcess.StartAsync();
        await using var second = WebProcess.Launch([], ("ECHO_PORT", $"{first.Echo.Port}"));
        Assert.Equal(1, await second.WaitForExitAsync());
        Assert.StartsWith($"ECHO_PORT={first.Echo.Port}: the port is already in use", second.Error, StringComparison.Ordinal);
        Assert.Equal(1, second.Error.Count(c => c == '\n'));
    }
}
