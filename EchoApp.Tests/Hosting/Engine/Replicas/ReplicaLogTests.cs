using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Replicas;

public sealed class ReplicaLogTests
{
    [Fact]
    public async Task GetAll_OfReplicas_HasTheLinesOfAllByNameAndItsOwnById()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb());
        var ids = await application.RunningAsync();

        foreach (var id in ids.Reverse())
        {
            application.Launcher.Of(id)!.Log.Append($"line of {id}", isError: false);
            application.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(ids.Reverse().Select(id => $"line of {id}"), await application.LinesAsync("web"));
        Assert.Equal([$"line of {ids[1]}"], await application.LinesAsync(ids[1]));
    }

    [Fact]
    public async Task Watch_ByNameBegunBeforeTheReplicasAreKnown_HasTheLinesOfAllUntilAllAreComplete()
    {
        using var logs = new ResourceLoggerService();
        await using var lines = logs.WatchAsync("web").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var reading = lines.MoveNextAsync();
        logs.SetInstances("web", ["web-a", "web-b"]);

        logs.Log("web-a").Append("of a", isError: false);
        Assert.True(await reading.AsTask().WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));
        Assert.EndsWith(" of a", Assert.Single(lines.Current).Content, StringComparison.Ordinal);
        logs.Complete("web-a");
        logs.Log("web-b").Append("of b", isError: false);
        Assert.True(await lines.MoveNextAsync().AsTask().WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));
        Assert.EndsWith(" of b", Assert.Single(lines.Current).Content, StringComparison.Ordinal);
        logs.Complete("web");
        Assert.False(await lines.MoveNextAsync().AsTask().WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GetLogger_OfReplicasByName_WritesIntoTheLogOfEachAlsoWhenAskedForEarly()
    {
        using var logs = new ResourceLoggerService();
        var logger = logs.GetLogger("web");
        logs.SetInstances("web", ["web-a", "web-b"]);

        logger.Log(LogLevel.Information, default, "to all", null, (text, _) => text);

        foreach (var id in new[] { "web-a", "web-b" })
        {
            Assert.Single(Assert.Single(await logs.GetAllAsync(id).ToListAsync(TestContext.Current.CancellationToken)));
        }
    }

    [Fact]
    public async Task Terminal_OfReplicas_NamesEachByItsIdInAColumnWithTheOthers()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddWeb(2);
            builder.AddExecutable("job", "job", ".");
        });
        var ids = await application.RunningAsync(2);
        await application.StateAsync("job", KnownResourceStates.Running);

        application.Launcher.Of(ids[0])!.Log.Append("hello", isError: false);
        (await application.Launcher.InstanceAsync("job")).Log.Append("hello", isError: false);
        application.Launcher.Of(ids[1])!.Exit(3);
        await Eventually.TrueAsync(() => application.Error.Lines.Count > 0, "the terminal says so");

        Assert.Contains($"{ids[0]} | hello", application.Output.Lines);
        Assert.Contains("job".PadRight(ids[0].Length) + " | hello", application.Output.Lines);
        Assert.Contains($"{ids[0]} is ready", application.Output.Lines);
        Assert.Contains("job is ready", application.Output.Lines);
        Assert.Equal([$"error: {ids[1]} exited with code 3."], application.Error.Lines);
    }
}
