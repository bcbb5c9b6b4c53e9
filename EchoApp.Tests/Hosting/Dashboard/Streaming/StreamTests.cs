using System.Text.Json;
using Aspire.Hosting;
using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Dashboard.Resources;
using EchoApp.Tests.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Streaming;

public sealed class StreamTests
{
    [Fact]
    public async Task Stream_BeginsWithAllResources_AndThenHasWhatChanges()
    {
        await using var dashboard = await TestDashboard.StartAsync(Two);
        await dashboard.Application.StateAsync("one", "Running");
        await dashboard.Application.StateAsync("two", "Running");
        using var events = await EventReader.OpenAsync(dashboard);

        var first = await events.NextAsync("resources");
        Assert.Equal("text/event-stream", events.MediaType);
        Assert.True(first!.Value.GetProperty("reset").GetBoolean());
        Assert.Equal(["one", "two"], Names(first.Value));

        await dashboard.Application.CommandAsync("two", "stop");

        await UntilAsync(events, "two", "Exited");
    }

    [Fact]
    public async Task Stream_OpenedBeforeTheModelRuns_HasEveryResourceInTheEnd()
    {
        var begin = new TaskCompletionSource();
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            builder.AddExecutable("slow", "slow", ".");
            ((FakeLauncher)builder.Services.Last(service => service.ServiceType.Name == "IResourceLauncher").ImplementationInstance!).OnStart["slow"] = _ => begin.Task;
        });
        using var events = await EventReader.OpenAsync(dashboard);
        await events.NextAsync("resources");

        begin.SetResult();

        await UntilAsync(events, "slow", "Running");
    }

    [Fact]
    public async Task SecretValues_AreNotInTheStream()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder => builder.AddExecutable("job", "job", ".").WithEnvironment("DB_PASSWORD", "hidden-value"));
        await dashboard.Application.StateAsync("job", "Running");
        using var events = await EventReader.OpenAsync(dashboard);

        var resources = await events.NextAsync("resources");

        Assert.Contains("DB_PASSWORD", resources!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-value", resources.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_WhereAskedFor_HasKeptLinesAndThoseToCome()
    {
        await using var dashboard = await TestDashboard.StartAsync(Two);
        var one = await dashboard.Application.Launcher.InstanceAsync("one");
        var two = await dashboard.Application.Launcher.InstanceAsync("two");
        one.Log.Append("old", isError: false);
        one.Log.Append("older is dropped by tail", isError: true);
        using var events = await EventReader.OpenAsync(dashboard, "?console=one&tail=1");

        var first = await events.NextAsync("console");
        Assert.True(first!.Value.GetProperty("reset").GetBoolean());
        Assert.Equal(0, first.Value.GetProperty("dropped").GetInt32());
        var line = Assert.Single(first.Value.GetProperty("lines").EnumerateArray());
        Assert.Equal(one.Spec.InstanceId, line[1].GetString());
        Assert.Equal(JsonValueKind.Number, line[3].ValueKind);
        Assert.Equal(1, line[4].GetInt32());
        Assert.Equal("older is dropped by tail", line[5].GetString());

        two.Log.Append("not selected", isError: false);
        one.Log.Append("new", isError: false);

        var next = await events.NextAsync("console");
        Assert.False(next!.Value.GetProperty("reset").GetBoolean());
        Assert.Equal(["new"], Texts(next.Value));
    }

    [Fact]
    public async Task Console_NotAskedFor_IsNotTold()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var events = await EventReader.OpenAsync(dashboard);
        await events.NextAsync("resources");
        (await dashboard.Application.Launcher.InstanceAsync("job")).Log.Append("line", isError: false);
        await dashboard.Application.CommandAsync("job", "stop");

        for (var read = await events.NextAsync(); read!.Value.Data.GetRawText().Contains("Exited", StringComparison.Ordinal) is false; read = await events.NextAsync())
        {
            Assert.NotEqual("console", read.Value.Name);
        }
    }

    [Fact]
    public async Task Console_OfNobody_SaysThatThereIsNothing()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var events = await EventReader.OpenAsync(dashboard, "?console=web-oldrun");

        var console = await events.NextAsync("console");

        Assert.True(console!.Value.GetProperty("reset").GetBoolean());
        Assert.Empty(console.Value.GetProperty("lines").EnumerateArray());
    }

    [Fact]
    public async Task Console_OfManyLines_ComesInBatchesWithoutGaps()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var job = await dashboard.Application.Launcher.InstanceAsync("job");
        for (var i = 0; i < 5_000; i++)
        {
            job.Log.Append($"{i}", isError: false);
        }

        using var events = await EventReader.OpenAsync(dashboard, "?console=*&tail=5000");
        var texts = new List<string>();
        while (texts.Count < 5_000)
        {
            var batch = Texts((await events.NextAsync("console"))!.Value).ToArray();
            Assert.InRange(batch.Length, 1, 2_000);
            texts.AddRange(batch);
        }

        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => $"{i}"), texts);
    }

    [Fact]
    public async Task Usage_HasTheKeptHistoryAndThenNewSamples_AndIsWatchedMeanwhile()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var history = dashboard.Application.App.Services.GetRequiredService<ResourceUsageHistory>();
        history.Add(new ResourceUsage("job-a", DateTime.UnixEpoch.AddSeconds(5), 12.3456, 1024));
        Assert.False(history.IsWatched);
        using (var events = await EventReader.OpenAsync(dashboard))
        {
            var first = await events.NextAsync("usage");
            Assert.Equal("""{"samples":[{"id":"job-a","time":5000,"cpu":12.35,"memory":1024}]}""", first!.Value.GetRawText());
            Assert.True(history.IsWatched);

            history.Add(new ResourceUsage("job-a", DateTime.UnixEpoch.AddSeconds(7), 200, 2048));

            var next = await events.NextAsync("usage");
            Assert.Equal(7000, Assert.Single(next!.Value.GetProperty("samples").EnumerateArray()).GetProperty("time").GetInt64());
        }

        await Eventually.TrueAsync(() => !history.IsWatched, "nobody watches");
    }

    [Fact]
    public async Task Telemetry_IsToldAtFirstAndWhenItChanges_AndCountsForItsResource()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var id = (await dashboard.Application.Launcher.InstanceAsync("job")).Spec.InstanceId;
        using var events = await EventReader.OpenAsync(dashboard);
        Assert.Equal(0, Logs(await events.NextAsync("telemetry")));

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(dashboard.Endpoints.OtlpHttp!, "/v1/logs"))
        {
            Content = new StringContent(Export(id["job-".Length..]), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-otlp-api-key", "the-key");
        using var response = await dashboard.Stranger.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();

        Assert.Equal(1, Logs(await events.NextAsync("telemetry")));
        Assert.Equal(
            """{"errors":1,"warnings":0}""", (await dashboard.GetAsync("/api/resources/job")).GetProperty("telemetry").GetRawText());

        static int Logs(JsonElement? status) => status!.Value.GetProperty("logs").GetProperty("count").GetInt32();
    }

    [Fact]
    public async Task Resumed_HasOnlyWhatIsNew()
    {
        await using var dashboard = await TestDashboard.StartAsync(Two);
        await dashboard.Application.StateAsync("one", "Running");
        await dashboard.Application.StateAsync("two", "Running");
        var one = await dashboard.Application.Launcher.InstanceAsync("one");
        one.Log.Append("seen", isError: false);
        string id;
        using (var before = await EventReader.OpenAsync(dashboard, "?console=*"))
        {
            await before.NextAsync("resources");
            await before.NextAsync("console");
            id = before.LastId;
        }

        one.Log.Append("missed", isError: false);
        await dashboard.Application.CommandAsync("two", "stop");
        using var after = await EventReader.OpenAsync(dashboard, "?console=*", id);

        var resources = await after.NextAsync("resources");
        Assert.False(resources!.Value.GetProperty("reset").GetBoolean());
        Assert.Equal(["two"], Names(resources.Value));
        var console = await after.NextAsync("console");
        Assert.False(console!.Value.GetProperty("reset").GetBoolean());
        Assert.Equal("missed", Texts(console.Value).First());
        Assert.DoesNotContain("seen", Texts(console.Value));
    }

    [Theory]
    [InlineData("0123456789ab.5.5.5")]
    [InlineData("nonsense")]
    [InlineData("RUN.x.0.0")]
    [InlineData("RUN.1.1")]
    public async Task Resumed_AfterAnotherRun_BeginsAnew(string id)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var run = (await dashboard.GetAsync("/api/resources")).GetProperty("run").GetString()!;
        (await dashboard.Application.Launcher.InstanceAsync("job")).Log.Append("line", isError: false);
        using var events = await EventReader.OpenAsync(dashboard, "?console=*", id.Replace("RUN", run, StringComparison.Ordinal));

        var resources = await events.NextAsync("resources");
        var console = await events.NextAsync("console");

        Assert.True(resources!.Value.GetProperty("reset").GetBoolean());
        Assert.Equal(["job"], Names(resources.Value));
        Assert.True(console!.Value.GetProperty("reset").GetBoolean());
        Assert.StartsWith(run + ".", events.LastId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SlowReader_HoldsNobodyUp_AndIsToldHowManyLinesItHasMissed()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            builder.Services.AddSingleton(new ConsoleLimits(1_000, long.MaxValue));
            builder.AddExecutable("job", "job", ".");
        });
        var job = await dashboard.Application.Launcher.InstanceAsync("job");
        using var events = await EventReader.OpenAsync(dashboard, "?console=*");
        await events.NextAsync("console");

        // More than all buffers on the way hold; nobody reads.
        const int Lines = 60_000;
        var padding = new string('x', 1_000);
        for (var i = 0; i < Lines; i++)
        {
            job.Log.Append($"{i} {padding}", isError: false);
        }

        var (seen, last, dropped) = (0, -1, 0L);
        while (last < Lines - 1)
        {
            var batch = (await events.NextAsync("console"))!.Value;
            dropped = batch.GetProperty("dropped").GetInt64();
            foreach (var text in Texts(batch))
            {
                var number = int.Parse(text.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
                Assert.True(number > last, "lines are in order");
                (last, seen) = (number, seen + 1);
            }
        }

        Assert.InRange(seen, 1_000, Lines - 1);
        Assert.True(dropped >= Lines - 1_000);
    }

    [Fact]
    public async Task Quiet_StreamSaysEveryFifteenSecondsThatItIsThere()
    {
        await using var dashboard = await TestDashboard.StartWithManualTimeAsync();
        await dashboard.Application.StateAsync("job", "Running");
        using var events = await EventReader.OpenAsync(dashboard);
        await events.NextAsync("resources");
        var ping = Task.Run(async () =>
        {
            for (var line = await events.LineAsync(); line != ": ping"; line = await events.LineAsync())
            {
                Assert.NotNull(line);
            }
        }, TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(
            () =>
            {
                if (dashboard.Application.Time.NextDue is { } due)
                {
                    dashboard.Application.Time.Advance(due);
                }

                return ping.IsCompleted;
            },
            "a ping comes");

        await ping;
    }

    [Fact]
    public async Task End_OfTheApplication_TellsTheLastStatesAndEndsTheStream()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        await dashboard.Application.StateAsync("job", "Running");
        using var events = await EventReader.OpenAsync(dashboard);
        await events.NextAsync("resources");

        var stopping = dashboard.Application.StopAsync();
        await UntilAsync(events, "job", "Exited");

        while (await events.LineAsync() is not null)
        {
        }

        await stopping;
    }

    [Fact]
    public async Task WrongTail_IsAProblem()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Known.GetAsync("/api/stream?console=*&tail=many", TestContext.Current.CancellationToken);

        Assert.Equal("tail must be a number of lines, not 'many'.", await TestDashboard.ProblemAsync(response, System.Net.HttpStatusCode.BadRequest));
    }

    private static void Two(IDistributedApplicationBuilder builder)
    {
        builder.AddExecutable("one", "one", ".");
        builder.AddExecutable("two", "two", ".");
    }

    private static string Export(string instance) => $$$"""
        {"resourceLogs":[{"resource":{"attributes":[
        {"key":"service.name","value":{"stringValue":"job"}},{"key":"service.instance.id","value":{"stringValue":"{{{instance}}}"}}]},
        "scopeLogs":[{"scope":{"name":"Category"},"logRecords":[{"timeUnixNano":"1700000000000000000","severityNumber":17,"body":{"stringValue":"It failed."}}]}]}]}
        """;

    private static IEnumerable<string?> Names(JsonElement resources) =>
        resources.GetProperty("resources").EnumerateArray().Select(resource => resource.GetProperty("name").GetString());

    private static IEnumerable<string> Texts(JsonElement console) => console.GetProperty("lines").EnumerateArray().Select(line => line[5].GetString()!);

    private static async Task UntilAsync(EventReader events, string name, string state)
    {
        while (await events.NextAsync("resources") is { } change)
        {
            if (change.GetProperty("resources").EnumerateArray().Any(resource =>
                resource.GetProperty("name").GetString() == name && resource.GetProperty("state").GetString() == state))
            {
                return;
            }
        }

        Assert.Fail($"The stream ended before '{name}' was {state}.");
    }
}
