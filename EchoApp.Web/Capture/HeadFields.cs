namespace EchoApp.Web.Capture;

/// <summary>The field lines that are whole in a stored head, one after the other.</summary>
internal ref struct HeadFields
{
    private ReadOnlySpan<byte> _rest;

    public HeadFields(ReadOnlySpan<byte> head)
    {
        // Behind the request line, before which there may be empty lines (RFC 9112 section 2.2).
        _rest = head[Math.Max(head.IndexOfAnyExcept((byte)'\r', (byte)'\n'), 0)..];
        var end = _rest.IndexOf((byte)'\n');
        _rest = end < 0 ? default : _rest[(end + 1)..];
    }

    public HeadField Current { get; private set; }

    public readonly HeadFields GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var line = _rest[..end];
            _rest = _rest[(end + 1)..];
            if (line.IndexOf((byte)':') is > 0 and var colon)
            {
                Current = new HeadField(line, colon);
                return true;
            }
        }

        return false;
    }
}

/// <summary>A field line (RFC 9112 section 5).</summary>
internal readonly ref struct HeadField(ReadOnlySpan<byte> line, int colon)
{
    private readonly ReadOnlySpan<byte> _line = line;

    /// <summary>All of it but its end.</summary>
    public ReadOnlySpan<byte> Line => _line.TrimEnd((byte)'\r');

    public ReadOnlySpan<byte> Name => _line[..colon];

    /// <summary>Without the whitespace around it.</summary>
    public ReadOnlySpan<byte> Value => _line[(colon + 1)..].Trim(" \t\r"u8);
}
