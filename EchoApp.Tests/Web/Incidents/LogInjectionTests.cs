using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>Lines of a log that a sender writes: traefik/whoami prints paths decoded, with their line ends and the commands to the terminal in them.</summary>
public sealed class LogInjectionTests
{
    private const string Encoded = "%0d%0afail:%20forged%0a%1b[31mred%e2%80%a8";
    private const string Forged = "\r\nfail: forged\n\u001b[31mred\u2028";

    [Theory]
    [InlineData("Information", "simple")]
    [InlineData("Trace", "simple")]
    [InlineData("Trace", "systemd")]
    public async Task Logs_WhateverIsSent_HaveNoLineOfTheSenders(string level, string formatter)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(
            ("Logging__LogLevel__Default", level), ("Logging__LogLevel__Microsoft", level), ("Logging__Console__LogLevel__EchoApp.Web.Echo.EchoLog", level),
            ("Logging__Console__FormatterName", formatter), ("Capture__Recent", "true"));

        foreach (var path in (string[])[$"/b/orders/{Encoded}", $"/b/{Encoded}", $"/{Encoded}", $"/?{Encoded}"])
        {
            await web.ExchangeAsync($"GET {path} HTTP/1.1\r\nHost: a\r\nUser-Agent: \u001b[31mred\r\ntraceparent: \u001b[31mred\r\n\r\n");
            await web.ExchangeAsync($"GET {path}\nfail: forged\u001b[31mred HTTP/1.1\r\nHost: a\r\nCookie\u001b[31mred: a\r\n\r\n");
            await web.ExchangeAsync($"POST {path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\u001b[31mred\r\nfail: forged\r\n");
        }

        foreach (var path in (string[])[$"bins/{Encoded}", $"bins/orders/requests/{Encoded}", $"../{Encoded}", $"bins?{Encoded}"])
        {
            await web.SendAsync(HttpMethod.Get, path);
            await web.SendAsync(HttpMethod.Patch, path, System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [Forged] = Forged }));
        }

        Assert.Equal(0, await web.Process.StopAsync());
        var log = web.Process.Output + web.Process.Error;
        Assert.DoesNotContain("\nfail: forged", log, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31mred", log, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)^ *forged", log);
    }
}
