using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Live;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Live;

public sealed class EntryRingTests
{
    private static readonly LiveFilter _all = new(bin: null, Query.Everything);

    [Fact]
    public void Read_TellsWhatComesAfterAPosition()
    {
        var ring = Fill(start: 10, mostEntries: 8, positions: [12, 13, 20]);

        Assert.Equal("12 13 20 up to 20", Read(ring, 10));
        Assert.Equal("12 13 20 up to 20", Read(ring, 11));
        Assert.Equal("20 up to 20", Read(ring, 13));
        Assert.Equal("up to 20", Read(ring, 20));
        Assert.Equal("up to 25", Read(ring, 25));
        Assert.Equal(20, ring.Last);
    }

    [Fact]
    public void Read_FromBeforeWhatItHas_IsLeftToTheStore()
    {
        Assert.Null(Fill(start: 10, mostEntries: 8, positions: [12]).Read(9, _all));
        Assert.Null(Fill(start: 10, mostEntries: 2, positions: [12, 13, 20]).Read(11, _all));
    }

    [Fact]
    public void Add_OfOneMoreThanItTakes_DropsTheOldest()
    {
        var ring = Fill(start: 0, mostEntries: 3, positions: [.. Enumerable.Range(1, 10).Select(i => (long)i)]);

        Assert.Equal("8 9 10 up to 10", Read(ring, 7));
        Assert.Null(ring.Read(6, _all));
    }

    [Fact]
    public void Add_OfMoreBytesThanItTakes_DropsTheOldestAndWhatIsTooLong()
    {
        var size = Entry(1).Size;
        var ring = Fill(start: 0, mostEntries: 100, positions: [1, 2, 3, 4], mostBytes: 2 * size);
        Assert.Equal("3 4 up to 4", Read(ring, 2));
        Assert.Null(ring.Read(1, _all));

        ring.Add(Entry(5, bytes: 10_000));

        Assert.Null(ring.Read(4, _all));
        Assert.Equal("up to 5", Read(ring, 5));
        ring.Add(Entry(6));
        Assert.Equal("6 up to 6", Read(ring, 5));
    }

    [Fact]
    public void Read_OfOneBin_GoesOnBehindTheOthers()
    {
        var ring = new EntryRing(0, 10, long.MaxValue);
        ring.Add(Entry(1, bin: "orders"));
        ring.Add(Entry(2, bin: "other"));
        var page = ring.Read(0, new LiveFilter(BinName.Parse("orders"), Query.Everything))!;

        Assert.Equal((1, 2, false), (Assert.Single(page.Entries).Position, page.Position, page.HasMore));
    }

    [Fact]
    public void Read_OfMuch_GoesByPages()
    {
        var ring = new EntryRing(0, 100, long.MaxValue);
        for (var i = 1; i <= 10; i++)
        {
            ring.Add(Entry(i, bytes: 30_000));
        }

        var page = ring.Read(0, _all)!;
        Assert.Equal((3, 3, true), (page.Entries.Count, page.Position, page.HasMore));
        Assert.False(ring.Read(7, _all)!.HasMore);
    }

    private static EntryRing Fill(long start, int mostEntries, long[] positions, long mostBytes = long.MaxValue)
    {
        var ring = new EntryRing(start, mostEntries, mostBytes);
        foreach (var position in positions)
        {
            ring.Add(Entry(position));
        }

        return ring;
    }

    private static string Read(EntryRing ring, long after)
    {
        var page = ring.Read(after, _all)!;
        return string.Concat(page.Entries.Select(entry => $"{entry.Position} ")) + $"up to {page.Position}";
    }

    private static LiveEntry Entry(long position, int bytes = 10, string bin = "orders") =>
        new(position, Samples.Request("/", BinName.Parse(bin)).Record, new byte[bytes]);
}
