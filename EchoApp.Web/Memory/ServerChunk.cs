using System.Runtime.InteropServices;

namespace EchoApp.Web.Memory;

/// <summary>Memory for many <see cref="ServerBlock"/>s: pinned, since sockets write to it, and an array, since they ask for that.</summary>
internal sealed class ServerChunk
{
    public const int BlockLength = 4096;
    public const int Length = 64 * BlockLength;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Length, pinned: true);

    /// <summary>Blocks of it that are rented.</summary>
    public int Used { get; set; }

    public IEnumerable<ServerBlock> Blocks(ServerBuffers pool)
    {
        for (var start = 0; start < Length; start += BlockLength)
        {
            yield return new ServerBlock(pool, this, MemoryMarshal.CreateFromPinnedArray(_bytes, start, BlockLength));
        }
    }
}
