namespace EchoApp.Web.Wire;

/// <summary>
/// The head of a request: the request line and the header section (RFC 9112 section 2.1). One instance serves all requests of its connection
/// in turn.
/// </summary>
internal sealed class WireHead : FieldSection
{
    private int _lineStart;
    private int _lineLength;
    private uint _lastThree;

    /// <summary>Whether more than empty lines has come.</summary>
    public bool HasBegun => Kept.ContainsAnyExcept((byte)'\r', (byte)'\n');

    /// <summary>The first line, without its line end.</summary>
    public ReadOnlySpan<byte> RequestLine => Kept.Slice(_lineStart, _lineLength);

    /// <summary>Whether empty lines came before the request line (RFC 9112 section 2.2).</summary>
    public bool HasLeadingEmptyLine => _lineStart > 0;

    private bool EndsInEmptyLine => (_lastThree & 0xffffff) == 0x0a0d0a || (_lastThree & 0xffff) == 0x0a0a;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var last in bytes[^Math.Min(bytes.Length, 3)..])
        {
            _lastThree = (_lastThree << 8) | last;
        }

        base.Append(bytes);
    }

    /// <summary>
    /// Finds the lines in the bytes that the server has taken, once they end in an empty line: it takes them by the line, and has then
    /// taken a whole head.
    /// </summary>
    public bool TryFindLines()
    {
        if (!EndsInEmptyLine)
        {
            return false;
        }

        _lineLength = 0;
        _lineStart = 0;
        FindLines(Math.Max(Kept.IndexOfAnyExcept((byte)'\r', (byte)'\n'), 0));
        return _lineLength > 0;
    }

    public override void Clear()
    {
        base.Clear();
        _lineStart = 0;
        _lineLength = 0;
        _lastThree = 0;
    }

    protected override void TakeLine(ReadOnlySpan<byte> line, int start)
    {
        if (_lineLength > 0)
        {
            base.TakeLine(line, start);
            return;
        }

        _lineStart = start;
        _lineLength = line.Length;
    }
}
