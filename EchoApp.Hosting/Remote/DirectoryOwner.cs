using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EchoApp.Hosting.Remote;

/// <summary>Asks whose a directory is.</summary>
internal static partial class DirectoryOwner
{
    // statx(2), whose structure is the same on every architecture: stx_uid is at its 20th byte.
    private const int CurrentDirectory = -100;
    private const int NotThroughLinks = 0x100;
    private const uint Owner = 0x8;
    private const int Size = 256;
    private const int OwnerOffset = 20;

    /// <summary>Whether it belongs to who runs this process; taken to be so on systems where temporary directories are each user's own.</summary>
    public static bool IsThisUser(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        var answer = new byte[Size];
        return Statx(CurrentDirectory, path, NotThroughLinks, Owner, answer) == 0
            && BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(OwnerOffset)) == EffectiveUser();
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, byte[] answer);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
