using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using EchoApp.Hosting.Dashboard;
using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Engine.Endpoints;
using EchoApp.Tests.Hosting.Engine;
using EchoApp.Tests.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard;

public sealed class DashboardServerTests
{
    private const string Urls = "--ASPNETCORE_URLS=";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithoutConfiguration_ListensOnFreeLoopbackPortsAndSaysWhere()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var endpoints = dashboard.Endpoints;
        var lines = dashboard.Application.Output.Lines.ToList();

        Assert.Equal("localhost", endpoints.Frontend?.Host);
        Assert.Equal(3, new[] { endpoints.Frontend!.Port, endpoints.OtlpGrpc!.Port, endpoints.OtlpHttp!.Port }.Distinct().Count());
        Assert.Equal(TestDashboard.Token, endpoints.BrowserToken);
        Assert.Equal("the-key", endpoints.OtlpApiKey);
        var url = Invariant($"http://localhost:{endpoints.Frontend.Port}");
        var listening = lines.IndexOf($"Now listening on: {url}");
        Assert.True(listening > lines.FindIndex(line => line.StartsWith("Application host directory is: ", StringComparison.Ordinal)));
        Assert.Equal($"Login to the dashboard at {url}/login?t={TestDashboard.Token}", lines[listening + 1]);
        Assert.Empty(dashboard.Application.Error.Lines);
    }

    [Fact]
    public async Task Start_OnLocalhost_AnswersOnIPv4AndIPv6AndNowhereElse()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var port = dashboard.Endpoints.Frontend!.Port;
        var others = (await Dns.GetHostAddressesAsync(Dns.GetHostName(), Cancellation)).Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal);

        Assert.True(await AnswersAsync(IPAddress.Loopback, port));
        Assert.True(!Socket.OSSupportsIPv6 || !FreePorts.IsFree(IPAddress.IPv6Loopback, port) || await AnswersAsync(IPAddress.IPv6Loopback, port));
        foreach (var other in others)
        {
            Assert.False(await AnswersAsync(other, port), $"{other} answers");
        }
    }

    [Fact]
    public async Task Tokens_AreNewInEachRun()
    {
        await using var one = await TestDashboard.StartAsync(declare: null, "--ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN=", "--ASPIRE_DASHBOARD_OTLP_PRIMARYAPIKEY=");
        await using var other = await TestDashboard.StartAsync(declare: null, "--ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN=", "--ASPIRE_DASHBOARD_OTLP_PRIMARYAPIKEY=");

        string?[] secrets = [one.Endpoints.BrowserToken, one.Endpoints.OtlpApiKey, other.Endpoints.BrowserToken, other.Endpoints.OtlpApiKey];
        Assert.All(secrets, secret => Assert.Matches("^[0-9a-f]{32}$", secret));
        Assert.Equal(4, secrets.Distinct().Count());
    }

    [Fact]
    public async Task Configuration_ByAspiresOtherKeys_IsHeeded()
    {
        await using var dashboard = await TestDashboard.StartAsync(
            declare: null,
            "--ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN=",
            "--ASPIRE_DASHBOARD_OTLP_PRIMARYAPIKEY=",
            "--Dashboard:Frontend:BrowserToken=mine",
            "--Dashboard:Otlp:PrimaryApiKey=mine too");

        Assert.Equal("mine", dashboard.Endpoints.BrowserToken);
        Assert.Equal("mine too", dashboard.Endpoints.OtlpApiKey);
    }

    [Fact]
    public async Task Anonymous_SendersOfTelemetry_NeedNoKeyEither()
    {
        await using var dashboard = await TestDashboard.StartAsync(declare: null, "--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=true");
        using var nothing = new ByteArrayContent([]) { Headers = { { "Content-Type", "application/x-protobuf" } } };

        using var response = await dashboard.Stranger.PostAsync(new Uri(dashboard.Endpoints.OtlpHttp!, "/v1/logs"), nothing, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Null(dashboard.Endpoints.OtlpApiKey);
    }

    [Fact]
    public async Task Start_OnConfiguredUrls_TakesThem()
    {
        var ports = FreePort(4);
        await using var dashboard = await TestDashboard.StartAsync(
            declare: null,
            Invariant($"{Urls}http://localhost:{ports[0]};http://127.0.0.1:{ports[1]}"),
            Invariant($"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:{ports[2]}"),
            Invariant($"--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://127.0.0.1:{ports[3]}"));

        Assert.Equal(Invariant($"http://localhost:{ports[0]}/"), dashboard.Endpoints.Frontend?.ToString());
        Assert.Equal(Invariant($"http://localhost:{ports[2]}/"), dashboard.Endpoints.OtlpGrpc?.ToString());
        Assert.Equal(Invariant($"http://127.0.0.1:{ports[3]}/"), dashboard.Endpoints.OtlpHttp?.ToString());
        Assert.True(await AnswersAsync(IPAddress.Loopback, ports[1]));
        Assert.Contains(Invariant($"Now listening on: http://127.0.0.1:{ports[1]}"), dashboard.Application.Output.Lines);
    }

    [Fact]
    public async Task OtlpPorts_DoNotServeThePages()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var request = TestDashboard.Request(HttpMethod.Get, new Uri(dashboard.Endpoints.OtlpHttp!, "/api/resources/job").ToString());
        request.Headers.Add("Host", dashboard.Endpoints.Frontend!.Authority);

        using var response = await dashboard.Known.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task ConfiguredPort_ThatIsTaken_IsNamedWithItsOwnerAndAnotherIsUsed()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;

        await using var dashboard = await TestDashboard.StartAsync(declare: null, Invariant($"{Urls}http://localhost:{port}"));

        Assert.NotEqual(port, dashboard.Endpoints.Frontend!.Port);
        var warning = Assert.Single(dashboard.Application.Error.Lines);
        Assert.StartsWith(Invariant($"warning: Port {port} of ASPNETCORE_URLS is in use by "), warning, StringComparison.Ordinal);
        Assert.EndsWith(Invariant($"(process {Environment.ProcessId}). The dashboard uses port {dashboard.Endpoints.Frontend.Port} instead."), warning, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await dashboard.Known.GetAsync("/api/resources", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task ConfiguredPort_ThatAResourceDeclares_IsLeftToIt()
    {
        var port = FreePort(1)[0];

        await using var dashboard = await TestDashboard.StartAsync(
            builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint(port: port, name: "web"), Invariant($"{Urls}http://localhost:{port}"));

        Assert.NotEqual(port, dashboard.Endpoints.Frontend!.Port);
        Assert.Contains(" is in use by the application itself. ", Assert.Single(dashboard.Application.Error.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnePort_ForTwoPurposes_IsGivenToTheFirst()
    {
        var port = FreePort(1)[0];

        await using var dashboard = await TestDashboard.StartAsync(
            declare: null, Invariant($"{Urls}http://localhost:{port}"), Invariant($"--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:{port}"));

        Assert.Equal(port, dashboard.Endpoints.Frontend!.Port);
        Assert.NotEqual(port, dashboard.Endpoints.OtlpGrpc!.Port);
    }

    [Theory]
    [InlineData("--ASPNETCORE_URLS=localhost:15888", "ASPNETCORE_URLS must be a URL such as http://localhost:15888, not 'localhost:15888'.")]
    [InlineData("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=x", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL must be a URL such as http://localhost:15888, not 'x'.")]
    [InlineData("--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://localhost:1;http://localhost:2", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL must be one URL, not 'http://localhost:1;http://localhost:2'.")]
    [InlineData("--Dashboard:Otlp:MaxRequestBytes=16MB", "Dashboard:Otlp:MaxRequestBytes must be a whole number from 1 to 1073741824, not '16MB'. For example --Dashboard:Otlp:MaxRequestBytes=16777216")]
    [InlineData("--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=yes", "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS must be true or false, not 'yes'. For example --ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=false")]
    [InlineData("--Dashboard=of", "Dashboard must be true or false, not 'of'. For example --Dashboard=false")]
    public async Task Configuration_ThatCannotBeMeant_IsAnErrorThatNamesTheKey(string arg, string message)
    {
        await using var application = TestDashboard.Build(declare: null, arg);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.App.StartAsync(Cancellation));

        Assert.Equal(message, exception.Message);
        Assert.Empty(application.Launcher.Started);
    }

    [Fact]
    public async Task Https_WithoutADeveloperCertificate_GoesOnWithHttpAndSaysSo()
    {
        var port = FreePort(1)[0];

        await using var dashboard = await TestDashboard.StartAsync(
            declare: null, Invariant($"{Urls}https://localhost:17888;http://localhost:{port}"), "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=https://localhost:0");

        Assert.SkipWhen(dashboard.Endpoints.Frontend?.Scheme == "https", "This machine has a developer certificate.");
        Assert.Equal(port, dashboard.Endpoints.Frontend!.Port);
        Assert.Equal("http", dashboard.Endpoints.OtlpGrpc!.Scheme);
        Assert.Equal(
            "warning: The dashboard does not listen on https://localhost:17888 of ASPNETCORE_URLS: there is no developer certificate. Run dotnet dev-certs https --trust, or start with the launch profile http.",
            dashboard.Application.Error.Lines[0]);
    }

    [Fact]
    public async Task Https_AloneWithoutADeveloperCertificate_IsAnErrorLineAndTheApplicationRuns()
    {
        await using var dashboard = await TestDashboard.StartAsync(declare: null, $"{Urls}https://localhost:0");

        Assert.SkipWhen(dashboard.Endpoints.Frontend is not null, "This machine has a developer certificate.");
        await dashboard.Application.StateAsync("job", "Running");
        Assert.Equal(
            "error: There is no dashboard: ASPNETCORE_URLS asks for https://localhost:0 alone, and there is no developer certificate. Run dotnet dev-certs https --trust, or start with the launch profile http.",
            Assert.Single(dashboard.Application.Error.Lines));
    }

    [Fact]
    public async Task Url_OfEveryAddress_IsHeededWithAWarning()
    {
        await using var dashboard = await TestDashboard.StartAsync(declare: null, $"{Urls}http://0.0.0.0:0");

        Assert.Equal(
            "warning: ASPNETCORE_URLS lets other machines reach the dashboard, by 0.0.0.0: whoever has its token sees and commands everything.",
            Assert.Single(dashboard.Application.Error.Lines));
        Assert.Equal("localhost", dashboard.Endpoints.Frontend?.Host);
        Assert.Equal(HttpStatusCode.OK, (await dashboard.Known.GetAsync("/api/resources", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Address_ThatIsNotOfThisMachine_LeavesTheApplicationRunningWithoutADashboard()
    {
        // TEST-NET-1 (RFC 5737) is nobody's.
        await using var dashboard = await TestDashboard.StartAsync(declare: null, $"{Urls}http://192.0.2.1:15888");

        await dashboard.Application.StateAsync("job", "Running");
        Assert.Null(dashboard.Endpoints.Frontend);
        Assert.Contains(dashboard.Application.Error.Lines, line => line.StartsWith("error: The application runs without a dashboard", StringComparison.Ordinal));
        (await dashboard.Application.Launcher.InstanceAsync("job")).Log.Append("for nobody", isError: false);
        Assert.Empty(dashboard.Application.App.Services.GetRequiredService<ConsoleStore>().Read(ConsoleSelection.All, cursor: 0, limit: 10).Lines);
    }

    [Fact]
    public async Task Dashboard_TurnedOffByConfiguration_IsNot()
    {
        await using var dashboard = await TestDashboard.StartAsync(declare: null, "--Dashboard=false", $"{Urls}nonsense");

        AssertNone(dashboard.Application);
    }

    [Fact]
    public async Task Dashboard_TurnedOffByTheOption_IsNot()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", "."));

        AssertNone(application);
    }

    [Fact]
    public async Task Dashboard_OfATestedAppHost_IsNot()
    {
        await using var builder = await InlineAppHost.CreateAsync(InlineAppHost.WithJob(new FakeLauncher()), "--ASPNETCORE_URLS=nonsense");
        await using var application = await builder.BuildAsync(Cancellation);

        await application.StartAsync(Cancellation);

        Assert.Null(application.Services.GetRequiredService<DashboardEndpoints>().Frontend);
    }

    [Fact]
    public async Task Dashboard_ListensUntilEverythingHasStopped()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var job = await dashboard.Application.Launcher.InstanceAsync("job");
        await dashboard.Application.StateAsync("job", "Running");
        var stop = new TaskCompletionSource();
        job.OnStop = async instance =>
        {
            await stop.Task;
            instance.Exit(0);
        };

        var stopping = dashboard.Application.StopAsync();
        await job.Asked.WaitAsync(Eventually.Deadline, Cancellation);
        var resource = await dashboard.GetAsync("/api/resources/job");
        stop.SetResult();
        await stopping;

        Assert.Equal("Stopping", resource.GetProperty("state").GetString());
        await Assert.ThrowsAsync<HttpRequestException>(() => dashboard.Known.GetAsync("/api/resources", Cancellation));
    }

    [Fact]
    public void Dispose_OfAnApplicationThatNeverRan_ThrowsNothing()
    {
        using var directory = new TemporaryDirectory();
        using var app = TestBuilder.Create(directory.Path, ["--Dashboard=true"]).Build();

        Assert.NotNull(app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>());
    }

    private static void AssertNone(TestApplication application)
    {
        var endpoints = application.App.Services.GetRequiredService<DashboardEndpoints>();
        Assert.Null(endpoints.Frontend);
        Assert.Null(endpoints.OtlpGrpc);
        Assert.Null(endpoints.OtlpHttp);
        Assert.Null(endpoints.OtlpApiKey);
        Assert.DoesNotContain(application.Output.Lines, line => line.StartsWith("Now listening on", StringComparison.Ordinal));
    }

    private static int[] FreePort(int count)
    {
        var taken = new HashSet<int>();
        while (taken.Count < count)
        {
            taken.Add(FreePorts.Next(taken, ProtocolType.Tcp));
        }

        return [.. taken];
    }

    private static async Task<bool> AnswersAsync(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, port, Cancellation).AsTask().WaitAsync(Eventually.Deadline, Cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
