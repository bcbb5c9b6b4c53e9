using System.Collections.Frozen;
using System.Text;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Words that begin the value of Authorization and are no secret: schemes that IANA registers, and others in wide use.</summary>
internal static class AuthorizationScheme
{
    private const int Longest = 32;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _known = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Basic", "Bearer", "Concealed", "Digest", "DPoP", "GNAP", "HOBA", "Mutual", "Negotiate", "NTLM", "Kerberos", "OAuth", "PrivateToken",
        "SCRAM-SHA-1", "SCRAM-SHA-256", "vapid", "Token", "ApiKey", "Api-Key", "Key", "JWT", "MAC", "Hawk", "Signature", "HMAC-SHA256", "GoogleLogin",
        "AWS", "AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256", "SharedKey", "SharedKeyLite", "SharedAccessSignature", "GenieKey", "Splunk", "Snowflake")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The length of the scheme at the beginning of a value that has more than it; else 0, and the whole value may be the secret.</summary>
    public static int Length(ReadOnlySpan<byte> value)
    {
        var length = value.IndexOfAny(" \t\r\n"u8);
        if (length is <= 0 or > Longest)
        {
            return 0;
        }

        Span<char> word = stackalloc char[Longest];
        return _known.Contains(word[..Encoding.Latin1.GetChars(value[..length], word)]) ? length : 0;
    }
}
