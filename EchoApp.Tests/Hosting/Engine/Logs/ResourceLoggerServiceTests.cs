using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Logs;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Logs;

public sealed class ResourceLoggerServiceTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly ResourceLoggerService _logs;

    public ResourceLoggerServiceTests() => _logs = new ResourceLoggerService(_time);

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task GetAll_OfAResource_HasNumberTimeStreamAndText()
    {
        _logs.Log("job").Append("out", isError: false);
        _time.Advance(TimeSpan.FromMilliseconds(1500));
        _logs.Log("job").Append("wrong", isError: true);

        var batch = Assert.Single(await _logs.GetAllAsync("job").ToListAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            [new LogLine(1, "2030-01-02T03:04:05.0000000Z out", false), new LogLine(2, "2030-01-02T03:04:06.5000000Z wrong", true)], batch);
    }

    [Fact]
    public async Task Watch_BegunLate_HasTheLinesSoFarAndThoseToComeUntilItIsComplete()
    {
        _logs.Log("job").Append("before", isError: false);
        await using var lines = Texts(_logs.WatchAsync("job")).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.Equal("before", await NextAsync(lines));
        _logs.Log("job").Append("after", isError: false);
        Assert.Equal("after", await NextAsync(lines));
        _logs.Complete("job");
        Assert.Null(await NextAsync(lines));
    }

    [Fact]
    public async Task Watch_OfACompletedLog_HasItsLinesAndEnds()
    {
        _logs.Log("job").Append("before", isError: false);
        _logs.Complete("job");

        Assert.Equal(["before"], await Texts(_logs.WatchAsync("job")).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Watch_BySeveral_GivesEachAllLines()
    {
        var one = Texts(_logs.WatchAsync("job")).ToListAsync(TestContext.Current.CancellationToken);
        var two = Texts(_logs.WatchAsync("JOB")).ToListAsync(TestContext.Current.CancellationToken);
        _logs.Log("job").Append("line", isError: false);
        _logs.Complete("job");

        Assert.Equal(["line"], await one);
        Assert.Equal(["line"], await two);
    }

    [Fact]
    public async Task Watch_ByNameBeforeTheInstanceIsKnown_HasItsLines()
    {
        await using var lines = Texts(_logs.WatchAsync("job")).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        _logs.GetLogger("job").Log(LogLevel.Information, default, "early", null, (text, _) => text);
        Assert.Equal("early", await NextAsync(lines));

        _logs.SetInstances("job", ["job-aaaaaaaa"]);
        _logs.Log("job-aaaaaaaa").Append("of the instance", isError: false);

        Assert.Equal("of the instance", await NextAsync(lines));
    }

    [Fact]
    public async Task Log_OfMoreLinesThanAreKept_ForgetsTheOldest()
    {
        for (var i = 1; i <= InstanceLog.Capacity + 5; i++)
        {
            _logs.Log("job").Append($"{i}", isError: false);
        }

        var kept = Assert.Single(await _logs.GetAllAsync("job").ToListAsync(TestContext.Current.CancellationToken));

        Assert.Equal(InstanceLog.Capacity, kept.Count);
        Assert.Equal(6, kept[0].LineNumber);
    }

    [Fact]
    public async Task ClearBacklog_OfAResource_ForgetsItsLines()
    {
        _logs.Log("job").Append("before", isError: false);

        _logs.ClearBacklog("job");

        Assert.Empty(Assert.Single(await _logs.GetAllAsync("job").ToListAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData(LogLevel.Information, false)]
    [InlineData(LogLevel.Warning, true)]
    [InlineData(LogLevel.Error, true)]
    public async Task GetLogger_OfAResource_WritesEveryLineAndTakesWarningsForErrors(LogLevel level, bool isError)
    {
        _logs.GetLogger("job").Log(level, default, "one\ntwo", null, (text, _) => text);

        var kept = Assert.Single(await _logs.GetAllAsync("job").ToListAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["one", "two"], kept.Select(Text));
        Assert.All(kept, line => Assert.Equal(isError, line.IsErrorMessage));
    }

    [Fact]
    public async Task Application_WithRealProcesses_HasTheirLinesInTheLogAndOnTheTerminal()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddExecutable("job", "sh", ".", "-c", "echo out; echo wrong >&2; exit 3"), realProcesses: true);
        await application.EndedAsync();

        Assert.Equal(["!wrong", "out"], (await application.LinesAsync("job")).Order(StringComparer.Ordinal));
        Assert.Contains("job | out", application.Output.Lines);
        Assert.Contains("job | wrong", application.Output.Lines);
        Assert.Equal(1, application.ExitCode);
    }

    [Fact]
    public async Task Application_ToldToBeQuiet_KeepsTheLinesOffTheTerminal()
    {
        await using var application = await TestApplication.StartAsync(
            builder => builder.AddExecutable("job", "sh", ".", "-c", "echo out"), realProcesses: true, "--quiet");
        await application.EndedAsync();

        Assert.Equal(["out"], await application.LinesAsync("job"));
        Assert.DoesNotContain(application.Output.Lines, line => line.Contains(" | ", StringComparison.Ordinal));
    }

    private static async IAsyncEnumerable<string> Texts(IAsyncEnumerable<IReadOnlyList<LogLine>> batches)
    {
        await foreach (var batch in batches)
        {
            foreach (var line in batch)
            {
                yield return Text(line);
            }
        }
    }

    private static string Text(LogLine line) => line.Content[(line.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static async Task<string?> NextAsync(IAsyncEnumerator<string> lines) =>
        await lines.MoveNextAsync().AsTask().WaitAsync(Eventually.Deadline) ? lines.Current : null;
}
