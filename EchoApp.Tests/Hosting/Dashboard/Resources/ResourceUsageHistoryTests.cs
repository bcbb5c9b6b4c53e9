using EchoApp.Hosting.Dashboard.Resources;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Resources;

public sealed class ResourceUsageHistoryTests
{
    private readonly ResourceUsageHistory _history = new();

    [Fact]
    public void OfEachInstance_TheLastSixtySamplesAreKept()
    {
        for (var i = 1; i <= 70; i++)
        {
            _history.Add(Sample("web", i));
        }

        _history.Add(Sample("job", 1));

        var cursor = 0L;
        var kept = _history.After(ref cursor).ToLookup(sample => sample.Id);
        Assert.Equal(Enumerable.Range(11, 60).Select(i => (long)i), kept["web"].Select(sample => sample.MemoryBytes));
        Assert.Single(kept["job"]);
    }

    [Fact]
    public void After_ACursor_HasWhatCameSinceInOrder()
    {
        var cursor = 0L;
        _history.Add(Sample("web", 1));
        _history.Add(Sample("job", 2));
        Assert.Equal([1, 2], _history.After(ref cursor).Select(sample => sample.MemoryBytes));
        Assert.Empty(_history.After(ref cursor));

        _history.Add(Sample("web", 3));

        Assert.Equal([3], _history.After(ref cursor).Select(sample => sample.MemoryBytes));
    }

    [Fact]
    public async Task Next_CompletesWithTheNextSample()
    {
        _history.Add(Sample("web", 1));
        var next = _history.Next();
        Assert.False(next.IsCompleted);

        _history.Add(Sample("web", 2));

        await next.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void IsWatched_WhileAnybodyWatches()
    {
        Assert.False(_history.IsWatched);
        var one = _history.Watch();
        var other = _history.Watch();
        one.Dispose();
        one.Dispose();
        Assert.True(_history.IsWatched);

        other.Dispose();

        Assert.False(_history.IsWatched);
    }

    private static ResourceUsage Sample(string id, long memory) => new(id, DateTime.UnixEpoch.AddSeconds(memory), 12.5, memory);
}
