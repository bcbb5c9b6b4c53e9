using System.Globalization;

namespace EchoApp.Web.Pages;

/// <summary>FNV-1a, 64 bits, of what pages show: it only has to tell versions apart, and a SHA-256 would load OpenSSL, 5 MB, for it.</summary>
internal struct ContentHash()
{
    private ulong _hash = 14695981039346656037;

    public static string Of(ReadOnlySpan<byte> content)
    {
        var hash = new ContentHash();
        hash.Add(content);
        return hash.ToString();
    }

    public void Add(ReadOnlySpan<byte> content)
    {
        foreach (var octet in content)
        {
            _hash = unchecked((_hash ^ octet) * 1099511628211);
        }
    }

    /// <summary>16 hexadecimal digits.</summary>
    public override readonly string ToString() => _hash.ToString("x16", CultureInfo.InvariantCulture);
}
