using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EchoApp.Web.Access;

/// <summary>
/// What a login link carries: a number that tells it from all others and when it ends, signed with the access token, so that whoever has the token can
/// make one. The AppHost is compiled with this file, too.
/// </summary>
internal sealed record LoginCode(Guid Id, DateTimeOffset End)
{
    /// <summary>How long a link may wait to be used.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromHours(24);

    /// <summary>Path and query of a link, without its code.</summary>
    public const string Path = "/login?code=";

    private const int IdLength = 16;
    private const int EndLength = sizeof(long);
    private const int SignatureLength = 16;
    private const int SignedLength = IdLength + EndLength;

    /// <returns>The path and query of a link, such as <c>/login?code=…</c>.</returns>
    public static string MakeLink(string token, DateTimeOffset now)
    {
        Span<byte> code = stackalloc byte[SignedLength + SignatureLength];
        Guid.NewGuid().TryWriteBytes(code);
        BinaryPrimitives.WriteInt64BigEndian(code[IdLength..], (now + Validity).ToUnixTimeSeconds());
        Sign(token, code[..SignedLength], code[SignedLength..]);
        return $"{Path}{Base64Url.EncodeToString(code)}";
    }

    /// <returns>Null when it is none that was made with the token, or has ended.</returns>
    public static LoginCode? Read(string text, string token, DateTimeOffset now)
    {
        Span<byte> code = stackalloc byte[SignedLength + SignatureLength];
        if (text.Length != Base64Url.GetEncodedLength(code.Length) || Base64Url.DecodeFromChars(text, code, out _, out var length) != OperationStatus.Done || length != code.Length)
        {
            return null;
        }

        Span<byte> signature = stackalloc byte[SignatureLength];
        Sign(token, code[..SignedLength], signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, code[SignedLength..]))
        {
            return null;
        }

        var end = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(code[IdLength..]));
        return end > now ? new LoginCode(new Guid(code[..IdLength]), end) : null;
    }

    private static void Sign(string token, ReadOnlySpan<byte> code, Span<byte> signature)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes($"login link of EchoApp {token}"), code, hash);
        hash[..SignatureLength].CopyTo(signature);
    }
}
