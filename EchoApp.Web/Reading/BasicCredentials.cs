using System.Buffers.Text;
using System.Text;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Reading;

/// <summary>Credentials of the scheme Basic (RFC 7617 section 2). The password itself is not read.</summary>
/// <param name="User">The user-id; null where what was sent cannot be decoded.</param>
/// <param name="HasPassword">Whether there is one that is not empty.</param>
internal sealed record BasicCredentials(string? User, bool HasPassword)
{
    private const string Scheme = "Basic ";

    /// <returns>Null for another scheme.</returns>
    public static BasicCredentials? Parse(string value)
    {
        if (!value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var encoded = Encoding.UTF8.GetBytes(value[Scheme.Length..].Trim(' '));
        if (!Base64.IsValid(encoded))
        {
            return new(null, false);
        }

        var decoded = Convert.FromBase64String(Encoding.UTF8.GetString(encoded)).AsSpan();
        var colon = decoded.IndexOf((byte)':');
        return colon < 0 ? new(null, false) : new(WireText.Decode(decoded[..colon]), colon + 1 < decoded.Length);
    }

    public IReadOnlyList<Meaning> Describe() => User is null
        ? [Meaning.Fault("no credentials", "they are not the base64 of a user name, a colon and a password (RFC 7617 section 2)")]
        : [new("user", User), new("password", HasPassword ? "there, and not shown here" : "empty")];
}
