using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Storage;

public sealed class SequencedRingTests
{
    private readonly SequencedRing<Item> _ring = new(new Lock());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Copies_AfterAndBeforeANumber_AreInOrder()
    {
        Fill(5);

        Assert.Equal([3, 4], After(2, 2));
        Assert.Equal([3, 4, 5], After(2, 10));
        Assert.Equal([3, 2], Before(4, 2));
        Assert.Equal([3, 2, 1], Before(4, 10));
        Assert.Empty(After(5, 10));
        Assert.Empty(Before(1, 10));
    }

    [Fact]
    public void Remove_InBetween_LeavesTheOthers()
    {
        var items = Fill(5);

        _ring.Remove(items[2]);
        _ring.Remove(items[0]);

        Assert.Equal([2, 4, 5], After(0, 10));
        Assert.Equal([5, 4, 2], Before(6, 10));
        Assert.Equal(3, _ring.Count);
        Assert.Equal(2, _ring.Oldest?.Seq);
        Assert.Null(_ring.Find(3));
        Assert.Equal(4, _ring.Find(4)?.Seq);
    }

    [Fact]
    public void Remove_OfWhatIsNotThere_IsABug()
    {
        var items = Fill(3);
        _ring.Remove(items[1]);

        Assert.Throws<InvalidOperationException>(() => _ring.Remove(items[1]));
    }

    [Fact]
    public void Remove_OfTheLastOne_KeepsItsNumber()
    {
        _ring.Remove(Fill(1)[0]);

        Assert.Equal((0, 1), (_ring.Count, _ring.Cursor));
        Assert.Null(_ring.Oldest);
    }

    // As a busy sender beside a quiet one: almost everything that is removed has something older before it.
    [Fact]
    public void Ring_WithAnOldItemBeforeManyPassingOnes_KeepsTheRightOnes()
    {
        var kept = new Queue<Item>();
        for (var seq = 1; seq <= 100_000; seq++)
        {
            var item = new Item(seq);
            _ring.Add(item);
            if (seq > 1)
            {
                kept.Enqueue(item);
            }

            if (kept.Count > 300)
            {
                _ring.Remove(kept.Dequeue());
            }
        }

        Assert.Equal([1, .. Enumerable.Range(99_701, 300).Select(seq => (long)seq)], After(0, 1_000));
    }

    [Fact]
    public void Newest_OfAFilter_HasTheLastOnesAndWhetherThereAreMore()
    {
        Fill(5_000);

        var page = RingQuery.Newest(_ring, item => item.Seq % 1_000 == 0, long.MaxValue, 3, Stop);
        var rest = RingQuery.Newest(_ring, item => item.Seq % 1_000 == 0, page.Items[0].Seq, 3, Stop);

        Assert.Equal([3_000, 4_000, 5_000], page.Items.Select(item => item.Seq));
        Assert.Equal((5_000, true), (page.Cursor, page.HasMore));
        Assert.Equal([1_000, 2_000], rest.Items.Select(item => item.Seq));
        Assert.Equal((2_999, false), (rest.Cursor, rest.HasMore));
    }

    [Fact]
    public void After_OfAFilter_GoesOnWhereItLooked()
    {
        Fill(5_000);

        var page = RingQuery.After(_ring, item => item.Seq % 1_000 == 0, 0, long.MaxValue, 3, Stop);
        var rest = RingQuery.After(_ring, item => item.Seq % 1_000 == 0, page.Cursor, long.MaxValue, 3, Stop);

        Assert.Equal([1_000, 2_000, 3_000], page.Items.Select(item => item.Seq));
        Assert.Equal((3_000, true), (page.Cursor, page.HasMore));
        Assert.Equal([4_000, 5_000], rest.Items.Select(item => item.Seq));
        Assert.Equal((5_000, false), (rest.Cursor, rest.HasMore));
    }

    [Fact]
    public void After_AndBefore_LooksInBetween()
    {
        Fill(5_000);

        var page = RingQuery.After(_ring, _ => true, 1_500, 1_503, 10, Stop);
        var many = RingQuery.After(_ring, item => item.Seq > 2_900, 10, 3_000, 1_000, Stop);

        Assert.Equal([1_501, 1_502], page.Items.Select(item => item.Seq));
        Assert.Equal((1_502, false), (page.Cursor, page.HasMore));
        Assert.Equal((99, 2_999, false), (many.Items.Count, many.Cursor, many.HasMore));
    }

    [Fact]
    public void After_OfWhatIsGone_GoesOnWithTheOldestKept()
    {
        var items = Fill(10);
        foreach (var item in items.Take(6))
        {
            _ring.Remove(item);
        }

        Assert.Equal([7, 8, 9, 10], RingQuery.After(_ring, _ => true, 2, long.MaxValue, 100, Stop).Items.Select(item => item.Seq));
    }

    private Item[] Fill(int count)
    {
        Item[] items = [.. Enumerable.Range(1, count).Select(seq => new Item(seq))];
        Array.ForEach(items, _ring.Add);
        return items;
    }

    private long[] After(long seq, int most)
    {
        var into = new Item[most];
        return [.. into.Take(_ring.CopyAfter(seq, into)).Select(item => item.Seq)];
    }

    private long[] Before(long seq, int most)
    {
        var into = new Item[most];
        return [.. into.Take(_ring.CopyBefore(seq, into)).Select(item => item.Seq)];
    }

    private sealed record Item(long Seq) : ISequenced;
}
