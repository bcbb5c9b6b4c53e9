using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace EchoApp.Web.Memory;

/// <summary>
/// Slots of addresses, one size each pool. What was written to one is given back to the system when it is returned, and nothing of it is left
/// for who rents it next. Outside the runtime's heap: neither its limit nor its collections know of it, <see cref="MemoryBudget"/> does.
/// </summary>
internal sealed unsafe partial class PageSlots(int capacity)
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymousWithoutReserve = 0x02 | 0x20 | 0x4000;
    private const int DontNeed = 4;
    private const int NoHugePage = 15;
    private const int PageLength = 4096;

    private readonly ConcurrentBag<PageSlot> _free = [];

    public int Capacity => capacity;

    /// <returns>False when the system has no addresses left to give.</returns>
    public bool TryRent([NotNullWhen(true)] out PageSlot? slot)
    {
        if (!_free.TryTake(out slot))
        {
            var address = Map();
            slot = address is null ? null : new PageSlot(address, capacity);
        }

        return slot is not null;
    }

    /// <param name="slot">One that was rented here.</param>
    /// <param name="written">Bytes from its beginning on that were written to.</param>
    public void Return(PageSlot slot, int written)
    {
        if (OperatingSystem.IsLinux())
        {
            var length = Math.Min((written + PageLength - 1) / PageLength * PageLength, capacity);
            if (length > 0 && Advise(slot.Address, (nuint)length, DontNeed) != 0)
            {
                slot.GetSpan()[..written].Clear();
            }

            _free.Add(slot);
        }
        else
        {
            NativeMemory.Free(slot.Address);
        }
    }

    private byte* Map()
    {
        if (!OperatingSystem.IsLinux())
        {
            return (byte*)NativeMemory.AllocZeroed((nuint)capacity);
        }

        var address = Map(null, (nuint)capacity, ReadWrite, PrivateAnonymousWithoutReserve, -1, 0);
        if (address == (byte*)-1)
        {
            return null;
        }

        // With huge pages the first byte of a slot would take two megabytes. Where there are none, there is nothing to refuse.
        _ = Advise(address, (nuint)capacity, NoHugePage);
        return address;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(byte* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* address, nuint length, int advice);
}
