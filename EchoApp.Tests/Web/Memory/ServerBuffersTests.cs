using EchoApp.Web.Memory;
using Xunit;

namespace EchoApp.Tests.Web.Memory;

public sealed class ServerBuffersTests
{
    private const int BlocksOfAChunk = ServerChunk.Length / ServerChunk.BlockLength;

    private readonly MemoryBudget _budget = new(long.MaxValue);

    [Fact]
    public void Blocks_RentedAtOnce_DoNotOverlap()
    {
        using var buffers = new ServerBuffers(_budget);
        var blocks = Enumerable.Range(0, 300).Select(_ => buffers.Rent()).ToList();
        for (var i = 0; i < blocks.Count; i++)
        {
            Assert.Equal(ServerChunk.BlockLength, blocks[i].Memory.Length);
            blocks[i].Memory.Span.Fill((byte)i);
        }

        Assert.All(blocks, (block, i) => Assert.False(block.Memory.Span.ContainsAnyExcept((byte)i)));
    }

    [Fact]
    public void Trim_AfterACrowd_LetsGoOfAllButTheFirstChunkAndOfWhatIsUsed()
    {
        using var buffers = new ServerBuffers(_budget);
        var blocks = Enumerable.Range(0, 10 * BlocksOfAChunk).Select(_ => buffers.Rent()).ToList();
        Assert.Equal(9 * ServerChunk.Length, _budget.Buffered);

        buffers.Trim();
        Assert.Equal(9 * ServerChunk.Length, _budget.Buffered);

        var used = blocks[^1];
        used.Memory.Span.Fill(7);
        blocks[..^1].ForEach(block => block.Dispose());
        buffers.Trim();
        Assert.Equal(ServerChunk.Length, _budget.Buffered);
        var again = Enumerable.Range(0, 5 * BlocksOfAChunk).Select(_ => buffers.Rent()).ToList();
        again.ForEach(block => block.Memory.Span.Clear());
        Assert.False(used.Memory.Span.ContainsAnyExcept((byte)7));
        again.ForEach(block => block.Dispose());
        used.Dispose();
        buffers.Trim();
        Assert.Equal(0, _budget.Buffered);
    }

    [Fact]
    public void Rent_OfMoreThanABlock_IsRefused()
    {
        using var buffers = new ServerBuffers(_budget);

        Assert.Throws<ArgumentOutOfRangeException>(() => buffers.Rent(ServerChunk.BlockLength + 1));
        Assert.Equal(ServerChunk.BlockLength, buffers.MaxBufferSize);
    }

    [Fact]
    public void Blocks_RentedAndReturnedByMany_StayWhole()
    {
        using var buffers = new ServerBuffers(_budget);
        Parallel.For(0, 20_000, i =>
        {
            using var block = buffers.Rent();
            block.Memory.Span[..64].Fill((byte)i);
            if (i % 500 == 0)
            {
                buffers.Trim();
            }

            Assert.False(block.Memory.Span[..64].ContainsAnyExcept((byte)i));
        });
        buffers.Trim();

        Assert.Equal(0, _budget.Buffered);
    }

    [Fact]
    public void Buffers_OfTheServer_LeaveLessToRequests()
    {
        var budget = new MemoryBudget(2 * ServerChunk.Length);
        using var buffers = new ServerBuffers(budget);
        var blocks = Enumerable.Range(0, 2 * BlocksOfAChunk).Select(_ => buffers.Rent()).ToList();

        Assert.Equal(ServerChunk.Length, budget.Available);
        Assert.False(budget.TryTake(ServerChunk.Length + 1));
        Assert.True(budget.TryTake(ServerChunk.Length));
        Assert.Equal(2 * BlocksOfAChunk, blocks.Count);
    }
}
