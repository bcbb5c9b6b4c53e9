using System.Security.Cryptography;
using System.Text;

namespace EchoApp.Web.Access;

/// <summary>What has to be shown to read, create and change anything. It is not what requests are sent to bins with.</summary>
internal sealed class AccessToken
{
    private readonly byte[] _bytes;

    private AccessToken(string? text, bool isMade, string? file)
    {
        IsMade = isMade;
        Text = text ?? "";
        _bytes = Encoding.UTF8.GetBytes(Text);
        IsAnonymous = text is null;
        File = file;
    }

    public string Text { get; }

    /// <summary>Whether none is needed: <c>Access:Anonymous=true</c>.</summary>
    public bool IsAnonymous { get; }

    /// <summary>Whether nobody gave it, and it was made here.</summary>
    public bool IsMade { get; }

    /// <summary>Where it stands, when it was made here.</summary>
    public string? File { get; }

    public static AccessToken Anonymous { get; } = new(null, isMade: false, null);

    public static AccessToken Given(string text) => new(text, isMade: false, null);

    public static AccessToken Made(string text, string? file) => new(text, isMade: true, file);

    /// <summary>In a time that tells nothing of it.</summary>
    public bool Is(ReadOnlySpan<char> shown)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(shown.Length)];
        var length = Encoding.UTF8.GetBytes(shown, bytes);
        return !IsAnonymous && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, length), _bytes);
    }
}
