using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.AppHost.Cli;

/// <summary>The application in the background, as the CLI starts it, asks it and stops it.</summary>
public sealed class RunTests : IAsyncDisposable
{
    private const string AppHost = "EchoApp.AppHost/EchoApp.AppHost.csproj";

    /// <summary>What the CLI ends with when it knows of no AppHost that runs.</summary>
    private const int NoneRuns = 7;

    private readonly AspireCli _cli = new();
    private readonly TemporaryDirectory _data = new();
    private bool _runs;

    [Fact]
    public async Task It_is_started_answers_commands_shows_the_trace_of_an_echo_and_is_stopped()
    {
        using var started = JsonDocument.Parse((await RunAsync("start", "--no-build", "--isolated", "--format", "Json", "--apphost", AppHost)).Succeeded().Output);
        var process = started.RootElement.GetProperty("appHostPid").GetInt32();
        _runs = true;

        (await RunAsync("wait", "web", "--apphost", AppHost)).Succeeded();
        Assert.Contains($"\"appHostPid\": {process},", (await RunAsync("ps", "--format", "Json")).Succeeded().Output, StringComparison.Ordinal);
        using var sent = JsonDocument.Parse((await RunAsync("resource", "web", "send-sample-request", "--apphost", AppHost)).Succeeded().Output);
        Assert.Equal("/sample", sent.RootElement.GetProperty("path").GetString());
        Assert.Equal("world", sent.RootElement.GetProperty("body").GetProperty("json").GetProperty("hello").GetString());
        using var described = JsonDocument.Parse((await RunAsync("describe", "--format", "Json", "--apphost", AppHost)).Succeeded().Output);
        var web = described.RootElement.GetProperty("resources").EnumerateArray().Single(resource => Text(resource, "resourceType") == "Project");
        Assert.Equal(("web", "Running", "Healthy"), (Text(web, "displayName"), Text(web, "state"), Text(web, "healthStatus")));
        var urls = web.GetProperty("urls").EnumerateArray().ToDictionary(url => Text(url, "displayName")!, url => new Uri(Text(url, "url")!));
        Assert.Equal(["Echo", "Log in", "Pages"], urls.Keys.Order(StringComparer.Ordinal));
        await AssertLogsInOnceAsync(urls["Log in"]);
        await AssertLogsInOnceAsync(new Uri((await RunAsync("resource", "web", "login-link", "--apphost", AppHost)).Succeeded().Output.Trim()));
        Assert.Contains("Echo listening on: http://127.0.0.1:", (await RunAsync("logs", "web", "--apphost", AppHost)).Succeeded().Output, StringComparison.Ordinal);

        // Of the telemetry of web, which goes to the dashboard by OTLP over gRPC.
        var traceId = sent.RootElement.GetProperty("server").GetProperty("traceId").GetString()!;
        await Eventually.TrueAsync(async () => (await RunAsync("otel", "traces", "web", "--format", "Json", "--apphost", AppHost)).Output.Contains(traceId, StringComparison.Ordinal), "its trace is there");
        await Eventually.TrueAsync(async () => (await LogsAsync()).Any(log => log.GetProperty("message").GetString()!.StartsWith("Echoed POST /sample", StringComparison.Ordinal)
            && log.GetProperty("traceId").GetString() == traceId), "its log record is there, joined to the trace");

        (await RunAsync("stop", "--apphost", AppHost)).Succeeded();
        _runs = false;
        Assert.False(ProcessTable.IsAlive(process));
    }

    public async ValueTask DisposeAsync()
    {
        if (_runs)
        {
            await RunAsync("stop", "--apphost", AppHost);
        }

        _cli.Dispose();
        _data.Dispose();
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private async Task<JsonElement[]> LogsAsync()
    {
        var logs = await RunAsync("otel", "logs", "web", "--format", "Json", "--apphost", AppHost);
        return logs.ExitCode == 0 ? [.. JsonSerializer.Deserialize<JsonElement>(logs.Output).EnumerateArray().Where(log => log.TryGetProperty("traceId", out _))] : [];
    }

    private static async Task AssertLogsInOnceAsync(Uri link)
    {
        using var client = new HttpClient();
        using var used = await client.GetAsync(link, TestContext.Current.CancellationToken);
        using var usedAgain = await client.GetAsync(link, TestContext.Current.CancellationToken);
        using var api = await client.GetAsync(new Uri(link, "/api/bins/webhooks"), TestContext.Current.CancellationToken);

        Assert.Equal(("0;url=/inspect", "0;url=/login?used"), (used.Headers.GetValues("Refresh").Single(), usedAgain.Headers.GetValues("Refresh").Single()));
        Assert.True(api.IsSuccessStatusCode);
    }

    // On the embedded store: the tests of the store are others.
    private async Task<CliResult> RunAsync(params string[] args)
    {
        CliResult? result = null;

        // It asks each AppHost whether it is there, and has little patience: on a busy machine one that runs may be overlooked.
        await Eventually.TrueAsync(
            async () =>
            {
                result = await _cli.RunAsync([("Store", "embedded"), ("Data__Directory", _data.Path)], args);
                return !_runs || result.ExitCode != NoneRuns;
            },
            "the CLI finds the AppHost");
        return result!;
    }
}
