using System.Buffers;

namespace EchoApp.Web.Memory;

/// <summary>A block of <see cref="ServerBuffers"/>; disposed, it goes back there.</summary>
internal sealed class ServerBlock(ServerBuffers pool, ServerChunk chunk, Memory<byte> memory) : IMemoryOwner<byte>
{
    public ServerChunk Chunk => chunk;

    public Memory<byte> Memory => memory;

    public void Dispose() => pool.Return(this);
}
