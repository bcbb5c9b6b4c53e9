using System.Security.Cryptography;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Tells whether two values are equal without telling the values: a keyed hash. Thread-safe.</summary>
internal sealed class Fingerprint(ReadOnlySpan<byte> key)
{
    private const int Bytes = 8;

    private readonly byte[] _key = key.ToArray();

    /// <summary>The first 16 lower-case hexadecimal characters of the value's HMAC-SHA256.</summary>
    public string Of(ReadOnlySpan<byte> value)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, value, hash);
        return Convert.ToHexStringLower(hash[..Bytes]);
    }

    /// <summary>All of a SHA-256's HMAC-SHA256, both in lower-case hexadecimal.</summary>
    public string OfHash(string sha256) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Convert.FromHexString(sha256)));
}
