using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EchoApp.Web.Access;

/// <summary>
/// The code of the login link that is printed at the start. It is of this process alone and not signed, since all that signs would load OpenSSL, 5 MB, into
/// a process that may only echo.
/// </summary>
internal sealed class FirstLink
{
    private int _uses;

    /// <summary>244 random bits.</summary>
    public string Code { get; } = $"{Guid.NewGuid():N}{Guid.NewGuid():N}";

    /// <returns>True once, and for its code alone.</returns>
    public bool TryUse(string code) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(code.AsSpan()), MemoryMarshal.AsBytes(Code.AsSpan())) && Interlocked.Exchange(ref _uses, 1) == 0;

    /// <summary>It was not used after all.</summary>
    public void GiveBack() => Volatile.Write(ref _uses, 0);
}
