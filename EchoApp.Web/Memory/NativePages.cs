using System.Runtime.InteropServices;

namespace EchoApp.Web.Memory;

/// <summary>Memory of the system's, outside the runtime's heap, which takes none until it is written to and can be given back by the page.</summary>
internal static unsafe partial class NativePages
{
    public const int PageLength = 4096;

    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymousWithoutReserve = 0x02 | 0x20 | 0x4000;
    private const int DontNeed = 4;
    private const int NoHugePage = 15;

    /// <returns>Zeros; null when the system has no addresses left to give.</returns>
    public static byte* Map(int length)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (byte*)NativeMemory.AllocZeroed((nuint)length);
        }

        var address = Map(null, (nuint)length, ReadWrite, PrivateAnonymousWithoutReserve, -1, 0);
        if (address == (byte*)-1)
        {
            return null;
        }

        // With huge pages the first byte would take two megabytes. Where there are none, there is nothing to refuse.
        _ = Advise(address, (nuint)length, NoHugePage);
        return address;
    }

    /// <summary>Gives back the pages that the first <paramref name="length"/> bytes are in; they are zeros from then on.</summary>
    public static void Discard(byte* address, int length)
    {
        if (length == 0)
        {
            return;
        }

        var pages = (length + PageLength - 1) / PageLength * PageLength;
        if (!OperatingSystem.IsLinux() || Advise(address, (nuint)pages, DontNeed) != 0)
        {
            new Span<byte>(address, length).Clear();
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial byte* Map(byte* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* address, nuint length, int advice);
}
