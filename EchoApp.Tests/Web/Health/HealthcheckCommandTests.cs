using System.Net;
using System.Net.Sockets;
using Xunit;

namespace EchoApp.Tests.Web.Health;

public sealed class HealthcheckCommandTests
{
    [Fact]
    public async Task Healthcheck_OnThePortOfTheEcho_IsNotHealthy()
    {
        await using var web = await WebProcess.StartAsync();
        await using var check = WebProcess.Launch(["healthcheck"], ("PAGES_PORT", $"{web.Echo.Port}"), ("ECHO_PORT", $"{web.Pages.Port}"));

        Assert.Equal(1, await check.WaitForExitAsync());
        Assert.Contains("/health answered HTTP/1.1 200 OK", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AgainstARunningInstance_ExitsZero()
    {
        await using var web = await WebProcess.StartAsync();
        await using var check = WebProcess.Launch(["healthcheck"], ("PAGES_PORT", $"{web.Pages.Port}"));
        Assert.Equal(0, await check.WaitForExitAsync());
        Assert.Equal("Healthy\n", check.Output);
    }

    [Fact]
    public async Task Run_AgainstNothing_ExitsOneAndSaysWhere()
    {
        await using var check = WebProcess.Launch(["healthcheck"], ("PAGES_PORT", "1"));
        Assert.Equal(1, await check.WaitForExitAsync());
        Assert.Equal("Unhealthy: http://[::1]:1/health: ConnectionRefused\n", check.Error.Replace("127.0.0.1", "[::1]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_AgainstAServerThatNeverAnswers_ExitsOneInTime()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var check = WebProcess.Launch(["healthcheck"], ("PAGES_PORT", $"{port}"), ("Listen", "127.0.0.1"));
        Assert.Equal(1, await check.WaitForExitAsync());
        Assert.Contains("did not answer within 3 s", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithPortZero_SaysThatItCannotKnow()
    {
        await using var check = WebProcess.Launch(["healthcheck"]);
        Assert.Equal(1, await check.WaitForExitAsync());
        Assert.StartsWith("PAGES_PORT=0: ", check.Error, StringComparison.Ordinal);
    }
}
