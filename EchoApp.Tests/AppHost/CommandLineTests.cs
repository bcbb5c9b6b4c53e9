using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>What is asked wrongly ends the AppHost before anything starts, with a message and code 1.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_explains_the_verbs_and_the_resources(string asked)
    {
        await using var appHost = AppHostProcess.Launch(asked);

        Assert.Equal(0, await appHost.ExitAsync());

        var text = string.Join('\n', appHost.Output);
        Assert.Contains("Usage: dotnet run --project <AppHost> -- [run]", text, StringComparison.Ordinal);
        Assert.Contains("--quiet", text, StringComparison.Ordinal);
        Assert.Contains("web  project EchoApp.Web.csproj, echo on port 6000, pages on port 5000", text, StringComparison.Ordinal);
        Assert.Empty(appHost.Error);
    }

    [Theory]
    [InlineData("'rum' is not a verb of this AppHost. Did you mean 'run'? --help lists the verbs.", "rum")]
    [InlineData("'fly' is not a verb of this AppHost. --help lists the verbs.", "fly")]
    [InlineData("--Ports:Echo needs a value: --Ports:Echo=VALUE or --Ports:Echo VALUE. --help explains.", "--Ports:Echo")]
    [InlineData("Logging:LogLevel:Default must be one of Trace, Debug, Information, Warning, Error, Critical, None, not 'loud'.", "--Logging:LogLevel:Default=loud")]
    [InlineData("--quite is not a switch. Did you mean --quiet?", "--quite")]
    [InlineData("There is no Ports:Ecoh; there are Ports:Echo and Ports:Pages.", "--Ports:Ecoh=6001")]
    [InlineData("Ports:Echo must be a port from 1 to 65535, or 0 for any free one, not 'six'. For example --Ports:Echo=6000", "--Ports:Echo=six")]
    [InlineData("Ports:Pages must be a port from 1 to 65535, or 0 for any free one, not '65536'. For example --Ports:Pages=5000", "--Ports:Pages", "65536")]
    [InlineData("Ports:Pages must be a port from 1 to 65535, or 0 for any free one, not '-1'. For example --Ports:Pages=5000", "--Ports:Pages=-1")]
    public async Task A_mistake_on_the_command_line_is_one_clear_line_and_code_1(string message, params string[] args)
    {
        await using var appHost = AppHostProcess.Launch(args);

        Assert.Equal(1, await appHost.ExitAsync());
        Assert.Equal([$"error: {message}"], appHost.Error);
        Assert.Empty(appHost.Output);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_its_process_and_nothing_starts()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        await using var appHost = AppHostProcess.Launch("--Ports:Echo", port, "--Ports:Pages=0");

        Assert.Equal(1, await appHost.ExitAsync());

        var message = Assert.Single(appHost.Error);
        Assert.StartsWith($"error: Port {port}, declared by endpoint 'echo' of 'web', is in use by ", message, StringComparison.Ordinal);
        Assert.EndsWith($"(process {Environment.ProcessId}). Stop what uses it, or declare another port.", message, StringComparison.Ordinal);
        Assert.DoesNotContain(appHost.Output, line => line.StartsWith("web ", StringComparison.Ordinal));
        Assert.Empty(appHost.Others());
    }

    [Fact]
    public async Task One_port_for_both_endpoints_is_named_with_both()
    {
        await using var appHost = AppHostProcess.Launch("--Ports:Echo=61234", "--Ports:Pages=61234");

        Assert.Equal(1, await appHost.ExitAsync());

        Assert.Equal(
            ["error: Port 61234 is declared by endpoint 'echo' of 'web' and by endpoint 'pages' of 'web'. Give each a port of its own."],
            appHost.Error.Take(1));
    }
}
