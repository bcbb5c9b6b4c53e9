using System.Text;

namespace EchoApp.Web.Echo.Body.Multipart;

/// <summary>The headers of a part, up to a limit.</summary>
internal sealed class PartHeaders
{
    /// <summary>Lines, of which a folded header has several.</summary>
    public const int MaxCount = 100;

    /// <summary>Of all of a part's header lines together.</summary>
    public const int MaxBytes = 16 * 1024;

    private readonly List<PartHeader> _headers = [];
    private int _lines;

    public IReadOnlyList<PartHeader> All => _headers;

    public int Bytes { get; private set; }

    /// <summary>Whether there were more than are taken.</summary>
    public bool IsCut { get; private set; }

    public string? this[string name] => _headers.Find(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <returns>Whether the line is a header, or goes on with the one before.</returns>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        var isFolded = line[0] is (byte)' ' or (byte)'\t' && _headers.Count > 0;
        var colon = line.IndexOf((byte)':');
        if ((colon <= 0 && !isFolded) || BodyText.IndexOfControl(line) >= 0)
        {
            return false;
        }

        if (Bytes + line.Length > MaxBytes || _lines == MaxCount)
        {
            Cut();
            return true;
        }

        _lines++;
        Bytes += line.Length;
        if (isFolded)
        {
            _headers[^1] = _headers[^1] with { Value = (_headers[^1].Value + Text(line)).Trim(' ', '\t') };
        }
        else
        {
            _headers.Add(new PartHeader(Text(line[..colon]).TrimEnd(' ', '\t'), Text(line[(colon + 1)..]).Trim(' ', '\t')));
        }

        return true;
    }

    public void Cut() => IsCut = true;

    private static string Text(ReadOnlySpan<byte> bytes) => HeaderText.Decode(Encoding.Latin1.GetString(bytes));
}
