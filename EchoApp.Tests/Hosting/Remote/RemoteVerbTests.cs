using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard;
using EchoApp.Hosting.Dashboard.Access;
using EchoApp.Hosting.Engine.Console;
using EchoApp.Hosting.Remote;
using EchoApp.Tests.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Remote;

/// <summary>The verbs against the dashboard of an application with fake processes.</summary>
public sealed class RemoteVerbTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly LineWriter _output = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Ps_ListsWhatRunsAndWhatDoesNot()
    {
        await using var application = await StartAsync(builder =>
        {
            builder.AddParameter("colour", "blue");
            builder.AddExecutable("web", "web", ".").WithHttpEndpoint(port: 5123, isProxied: false);
            builder.AddExecutable("job", "job", ".");
            builder.AddExecutable("broken", "broken", ".");
        }, failing: "broken");
        (await application.Launcher.InstanceAsync("job")).Exit(3);
        await application.StateAsync("web", KnownResourceStates.Running);
        await application.StateAsync("job", KnownResourceStates.Exited);
        await application.StateAsync("broken", KnownResourceStates.FailedToStart);

        await AskAsync("ps");

        Assert.Equal(
        [
            "NAME    STATE          HEALTH   PID/CONTAINER  EXIT  ENDPOINTS",
            "web     Running        Healthy  4711                 http://localhost:5123",
            "job     Exited                                 3",
            "broken  FailedToStart",
            "broken: it is broken",
        ], _output.Lines);
    }

    [Fact]
    public async Task Ps_AsJson_IsForPrograms()
    {
        await using var application = await StartAsync(builder => builder.AddExecutable("web", "web", ".").WithHttpEndpoint(port: 5124, isProxied: false));
        await application.StateAsync("web", KnownResourceStates.Running);

        await AskAsync("ps", "--format", "json");

        using var json = JsonDocument.Parse(string.Join('\n', _output.Lines));
        var web = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("web", web.GetProperty("name").GetString());
        Assert.Equal("Running", web.GetProperty("state").GetString());
        Assert.Equal(4711, web.GetProperty("pid").GetInt32());
        Assert.Equal("http://localhost:5124", web.GetProperty("endpoints")[0].GetString());
    }

    [Fact]
    public async Task Logs_StandBehindNames()
    {
        await using var application = await StartAsync(TwoJobs);
        await WriteAsync(application, "web", "one", "two");
        await WriteAsync(application, "store", "three");

        await AskAsync("logs");

        Assert.Equal(["store | three", "web   | one", "web   | two"], _output.Lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Logs_OfOne_WithTailAndTimes_AreThoseAlone()
    {
        await using var application = await StartAsync(TwoJobs);
        await WriteAsync(application, "web", "one", "two");
        await WriteAsync(application, "store", "three");

        await AskAsync("logs", "WEB", "-n", "1", "-t");

        Assert.Equal(["web | 2030-01-02T03:04:05.000Z two"], _output.Lines);
    }

    [Fact]
    public async Task Logs_ThatAreFollowed_GoOnUntilTheyAreEnough()
    {
        await using var application = await StartAsync(TwoJobs);
        await WriteAsync(application, "web", "one");
        using var enough = new CancellationTokenSource();
        var logs = AskAsync(enough.Token, "logs", "web", "--follow");
        await Eventually.TrueAsync(() => _output.Lines.Contains("web | one"), "the first line is there");

        await WriteAsync(application, "web", "two");
        await Eventually.TrueAsync(() => _output.Lines.Contains("web | two"), "the next line is there");

        await enough.CancelAsync();
        await logs.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Logs_ThatAreFollowed_EndWithTheAppHost()
    {
        await using var application = await StartAsync(TwoJobs);
        await WriteAsync(application, "web", "one");
        var logs = AskAsync("logs", "--follow");
        await Eventually.TrueAsync(() => _output.Lines.Any(line => line.EndsWith("one", StringComparison.Ordinal)), "the first line is there");

        await application.StopAsync();

        await logs.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Stop_AndStart_AndRestart_DoSo()
    {
        await using var application = await StartAsync(TwoJobs);
        await application.StateAsync("web", KnownResourceStates.Running);

        await AskAsync("stop", "web");
        Assert.Equal(KnownResourceStates.Exited, application.Now("web").State?.Text);
        Assert.Equal(KnownResourceStates.Running, application.Now("store").State?.Text);
        await AskAsync("stop", "web");
        await AskAsync("start", "web");
        await application.StateAsync("web", KnownResourceStates.Running);
        await AskAsync("start", "web");
        await AskAsync("restart", "web");
        await application.Launcher.InstanceAsync("web", 3);
        await AskAsync("stop", "web");
        await AskAsync("restart", "web");
        await application.Launcher.InstanceAsync("web", 4);

        Assert.Equal(
            ["web stopped.", "web is Exited: nothing to stop.", "web started.", "web is Running: nothing to start.", "web restarted.", "web stopped.", "web restarted."],
            _output.Lines);
    }

    [Fact]
    public async Task Stop_OfEverything_StopsWhoNeedsOthersFirst()
    {
        await using var application = await StartAsync(TwoJobs);
        await application.StateAsync("web", KnownResourceStates.Running);

        await AskAsync("stop");

        Assert.Equal(["web stopped.", "store stopped."], _output.Lines);
    }

    [Fact]
    public async Task Start_OfEverything_StartsWhatOthersNeedFirst()
    {
        await using var application = await StartAsync(TwoJobs);
        await application.StateAsync("web", KnownResourceStates.Running);
        await AskAsync("stop");

        await AskAsync("start");

        Assert.Equal(["store started.", "web started."], _output.Lines.Skip(2));
    }

    [Theory]
    [InlineData("There is no resource 'wep'. Did you mean 'web'? There is 'web', 'store'.", "stop", "wep")]
    [InlineData("There is no resource 'elsewhere'. There is 'web', 'store'.", "logs", "web", "elsewhere")]
    [InlineData("'colour' is a Parameter: it does not run, and so has no lines and is neither started nor stopped.", "restart", "colour")]
    public async Task Verb_ForWhatIsNotThere_SaysWhatIs(string message, params string[] args)
    {
        await using var application = await StartAsync(TwoJobs);

        Assert.Equal(message, (await Assert.ThrowsAsync<DistributedApplicationException>(() => AskAsync(args))).Message);
    }

    [Fact]
    public async Task Command_ThatIsRefused_FailsWithTheReason()
    {
        await using var application = await StartAsync(builder => builder.AddExecutable("web", "web", "."));
        application.Launcher.OnStart["web"] = async token => await Task.Delay(Timeout.Infinite, token);
        await AskAsync("stop");
        await AskAsync("start");

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => AskAsync("restart", "web"));

        Assert.Equal("'web' is Starting: the command 'restart' cannot be given now.", exception.Message);
    }

    [Fact]
    public async Task Verb_WithoutAnAppHost_SaysSo()
    {
        await using (await StartAsync(TwoJobs))
        {
            Assert.Single(Directory.GetFiles(Path.Join(_directory.Path, "echoapp-hosting")));
        }

        Assert.Empty(Directory.GetFiles(Path.Join(_directory.Path, "echoapp-hosting")));
        Assert.Contains("with a dashboard is running. Start it in another terminal", await MistakeAsync("ps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_WithoutADashboard_SaysSo()
    {
        await using var application = await TestApplication.StartAsync(new TestApplication(
            _directory.Path, TwoJobs, realProcesses: false, $"--XDG_RUNTIME_DIR={_directory.Path}", "--Dashboard=false"));

        Assert.Contains("one that was started with Dashboard=false cannot be asked.", await MistakeAsync("ps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verb_WhereNothingAnswers_SaysSoAndLeavesTheFileOfWhatLives()
    {
        var path = AddSilent(Environment.ProcessId);

        var message = await MistakeAsync("ps");

        Assert.StartsWith($"The AppHost (process {Environment.ProcessId}) at http://127.0.0.1:1/ cannot be asked: ", message, StringComparison.Ordinal);
        Assert.EndsWith(". Try again in a moment; if it still does not answer, start it again.", message, StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Verb_WhereOneOfTwoAnswers_AsksThat()
    {
        await using var application = await StartAsync(TwoJobs);
        await application.StateAsync("web", KnownResourceStates.Running);
        using var other = Process.Start("sleep", "60");
        try
        {
            var path = AddSilent(other.Id);

            await AskAsync("stop", "web");

            Assert.Equal(["web stopped."], _output.Lines);
            Assert.True(File.Exists(path));
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public async Task Verb_AmidSomebodysWrongTokens_WaitsAndAsksAgain()
    {
        await using var application = await StartAsync(TwoJobs);
        await application.StateAsync("web", KnownResourceStates.Running);
        var dashboard = application.App.Services.GetRequiredService<DashboardEndpoints>();
        using var client = new HttpClient { BaseAddress = dashboard.Frontend };
        var guesses = Enumerable.Range(0, TokenCheck.MaxWaiting).Select(_ => client.GetAsync("/login?t=wrong", TestContext.Current.CancellationToken)).ToArray();
        await Eventually.TrueAsync(
            async () =>
            {
                using var refused = await client.GetAsync($"/login?t={dashboard.BrowserToken}", TestContext.Current.CancellationToken);
                return refused.StatusCode == HttpStatusCode.TooManyRequests;
            },
            "no token is looked at");
        var time = new ManualTime();

        var stop = AskAsync(time, ["stop", "web"], TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => stop.IsCompleted || time.NextDue is not null, "the verb waits");
        application.Time.Advance(TokenCheck.Penalty);
        Array.ForEach(await Task.WhenAll(guesses), guess => guess.Dispose());
        time.Advance(TimeSpan.FromSeconds(1));
        await stop.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(["web stopped."], _output.Lines);
    }

    [Fact]
    public async Task Verb_WithAWrongToken_SaysWhatToDo()
    {
        await using var application = await StartAsync(TwoJobs);
        var file = Assert.Single(Directory.GetFiles(Path.Join(_directory.Path, "echoapp-hosting")));
        var appHost = JsonSerializer.Deserialize(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), RemoteJson.Default.RunningAppHost);
        await File.WriteAllTextAsync(
            file, JsonSerializer.Serialize(appHost! with { Token = "wrong" }, RemoteJson.Default.RunningAppHost), TestContext.Current.CancellationToken);

        // Whoever guesses is made to wait.
        var mistake = MistakeAsync("ps");
        await Eventually.TrueAsync(
            () =>
            {
                application.Time.Advance(TimeSpan.FromSeconds(1));
                return mistake.IsCompleted;
            },
            "the token is looked at");
        Assert.EndsWith("it does not take the token of its own file; start it again.", await mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void StartAsync_OfAVerb_PointsToRun()
    {
        using var application = TestBuilder.Create(_directory.Path, ["ps"]).Build();

        Assert.Throws<InvalidOperationException>(() => application.StartAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult());
    }

    private static void TwoJobs(IDistributedApplicationBuilder builder)
    {
        builder.AddParameter("colour", "blue");
        var web = builder.AddExecutable("web", "web", ".");
        web.WaitFor(builder.AddExecutable("store", "store", "."));
    }

    private static async Task WriteAsync(TestApplication application, string resource, params string[] lines)
    {
        var instance = await application.Launcher.InstanceAsync(resource);
        foreach (var line in lines)
        {
            instance.Log.Append(line, isError: false);
        }
    }

    private string AddSilent(int process)
    {
        using var application = TestBuilder.Create(_directory.Path, [$"--XDG_RUNTIME_DIR={_directory.Path}"]).Build();
        return application.Services.GetRequiredService<RunningAppHosts>().Add(
            new RunningAppHost(process, DateTime.UtcNow, "", new Uri("http://127.0.0.1:1"), "token"));
    }

    private Task<TestApplication> StartAsync(Action<IDistributedApplicationBuilder> declare, string? failing = null)
    {
        var application = new TestApplication(_directory.Path, declare, realProcesses: false, $"--XDG_RUNTIME_DIR={_directory.Path}", "--Dashboard=true");
        if (failing is not null)
        {
            application.Launcher.OnStart[failing] = _ => throw new DistributedApplicationException("it is broken");
        }

        return TestApplication.StartAsync(application);
    }

    private async Task<string> MistakeAsync(params string[] args) => (await Assert.ThrowsAsync<DistributedApplicationException>(() => AskAsync(args))).Message;

    private Task AskAsync(params string[] args) => AskAsync(TestContext.Current.CancellationToken, args);

    private Task AskAsync(CancellationToken cancellationToken, params string[] args) => AskAsync(TimeProvider.System, args, cancellationToken);

    private async Task AskAsync(TimeProvider time, string[] args, CancellationToken cancellationToken)
    {
        var builder = TestBuilder.Create(_directory.Path, [.. args, $"--XDG_RUNTIME_DIR={_directory.Path}"]);
        builder.Services.AddSingleton(new ConsoleOutput(_output, _output, useColour: false)).AddSingleton(time);
        await builder.Build().RunAsync(cancellationToken);
    }
}
