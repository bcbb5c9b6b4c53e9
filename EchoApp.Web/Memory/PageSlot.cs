using System.Buffers;

namespace EchoApp.Web.Memory;

/// <summary>
/// Contiguous addresses that get memory page by page as they are written to: a buffer that grows without being copied. Rented from
/// <see cref="PageSlots"/>; its memory may not be touched once it is given back.
/// </summary>
internal sealed unsafe class PageSlot(byte* address, int capacity) : MemoryManager<byte>
{
    public int Capacity => capacity;

    public byte* Address => address;

    public override Span<byte> GetSpan() => new(address, capacity);

    public override MemoryHandle Pin(int elementIndex = 0) => new(address + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
