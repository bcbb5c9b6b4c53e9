using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace EchoApp.Web.Memory;

/// <summary>
/// Slots of addresses, one size each pool. What was written to one is given back to the system when it is returned, and nothing of it is left
/// for who rents it next. Outside the runtime's heap: neither its limit nor its collections know of it, <see cref="MemoryBudget"/> does.
/// </summary>
internal sealed unsafe class PageSlots(int capacity)
{
    private readonly ConcurrentBag<PageSlot> _free = [];

    public int Capacity => capacity;

    /// <returns>False when the system has no addresses left to give.</returns>
    public bool TryRent([NotNullWhen(true)] out PageSlot? slot)
    {
        if (!_free.TryTake(out slot))
        {
            var address = NativePages.Map(capacity);
            slot = address is null ? null : new PageSlot(address, capacity);
        }

        return slot is not null;
    }

    /// <param name="slot">One that was rented here.</param>
    /// <param name="written">Bytes from its beginning on that were written to.</param>
    public void Return(PageSlot slot, int written)
    {
        NativePages.Discard(slot.Address, Math.Min(written, capacity));
        _free.Add(slot);
    }
}
