using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace EchoApp.Web.Memory;

/// <summary>
/// The blocks that the server reads requests into and writes answers from, for all connections. Its own pool keeps what a crowd made it take;
/// this one counts it in the budget, and leaves it to the collector once they have left.
/// </summary>
internal sealed class ServerBuffers(MemoryBudget budget) : MemoryPool<byte>, IMemoryPoolFactory<byte>
{
    private readonly List<ServerChunk> _chunks = [];
    private readonly Stack<ServerBlock> _free = new();
    private readonly Lock _lock = new();

    public override int MaxBufferSize => ServerChunk.BlockLength;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => this;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, ServerChunk.BlockLength);
        lock (_lock)
        {
            if (_free.Count == 0)
            {
                AddChunk();
            }

            var block = _free.Pop();
            block.Chunk.Used++;
            return block;
        }
    }

    public void Return(ServerBlock block)
    {
        lock (_lock)
        {
            block.Chunk.Used--;
            _free.Push(block);
        }
    }

    /// <summary>Lets go of chunks of which nothing is used, but for the first.</summary>
    /// <returns>Bytes that were let go.</returns>
    public long Trim()
    {
        lock (_lock)
        {
            if (_chunks.Skip(1).All(chunk => chunk.Used > 0))
            {
                return 0;
            }

            var left = _free.Where(block => block.Chunk.Used > 0 || block.Chunk == _chunks[0]).Reverse().ToList();
            var removed = _chunks.RemoveAll(chunk => chunk.Used == 0 && chunk != _chunks[0]);
            budget.Buffer(-(long)removed * ServerChunk.Length);
            _free.Clear();
            left.ForEach(_free.Push);
            _free.TrimExcess();
            return (long)removed * ServerChunk.Length;
        }
    }

    /// <summary>The server is done with it; blocks may still be on their way back.</summary>
    protected override void Dispose(bool disposing)
    {
    }

    private void AddChunk()
    {
        var chunk = new ServerChunk();
        _chunks.Add(chunk);
        foreach (var block in chunk.Blocks(this))
        {
            _free.Push(block);
        }

        // The first is there with or without requests.
        if (_chunks.Count > 1)
        {
            budget.Buffer(ServerChunk.Length);
        }
    }
}
