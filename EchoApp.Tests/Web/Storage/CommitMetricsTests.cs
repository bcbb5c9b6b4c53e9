using EchoApp.Tests.Web.Telemetry;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

public sealed class CommitMetricsTests
{
    [Fact]
    public async Task Commits_AreMeasuredOnceForAllThatTheyStore()
    {
        using var measured = new Measurements();
        using var held = new ManualResetEventSlim();
        var writer = new GroupCommit(
            batch =>
            {
                held.Wait(Eventually.Deadline);
                batch.ForEach(pending => pending.IsStored = true);
            },
            new CommitMetrics(measured.Meters));
        measured.Listen();

        // The first goes alone, at once or with the others; those that come while it is held go together.
        var appends = Enumerable.Range(0, 50).Select(i => writer.AppendAsync(Samples.Request($"/{i}")).AsTask()).ToArray();
        held.Set();
        Assert.All(await Task.WhenAll(appends), Assert.True);
        Assert.True(writer.End());

        var sizes = measured.Of("echoapp.commit.size");
        Assert.InRange(sizes.Count, 1, 10);
        Assert.Equal(50, sizes.Sum(each => each.Value));
        Assert.All(sizes, each => Assert.Equal("{request}", each.Unit));
        Assert.Equal(sizes.Count, measured.Of("echoapp.commit.duration").Count);
        Assert.All(measured.Of("echoapp.commit.duration"), each => Assert.Equal(("s", "", true), (each.Unit, each.Tags, each.Value > 0 && each.Value < Eventually.Deadline.TotalSeconds)));
    }

    public static TheoryData<Exception, string> Failures => new()
    {
        { StoreLimit.WhenReached(), "error.type=store_full" },
        { new StoreUnavailableException("It is down."), "error.type=store_unavailable" },
        { new InvalidOperationException("A bug."), "error.type=_OTHER" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Commit_ThatFails_IsMeasuredWithWhy(Exception failure, string tags)
    {
        using var measured = new Measurements();
        var writer = new GroupCommit(_ => throw failure, new CommitMetrics(measured.Meters));
        measured.Listen();

        Assert.Same(failure, await Record.ExceptionAsync(async () => await writer.AppendAsync(Samples.Request("/"))));
        Assert.True(writer.End());

        Assert.Equal(tags, Assert.Single(measured.Of("echoapp.commit.duration")).Tags);
    }
}
