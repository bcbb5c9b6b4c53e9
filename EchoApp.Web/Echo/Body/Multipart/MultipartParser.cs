namespace EchoApp.Web.Echo.Body.Multipart;

/// <summary>
/// Finds the parts of a multipart body (RFC 2046 section 5.1) in one pass, whatever their length. Beyond the grammar it takes line
/// ends that are a bare LF, and says so; where it leaves bytes out it says so too.
/// </summary>
internal sealed class MultipartParser : IDisposable
{
    private const int Capacity = 2 * PartHeaders.MaxBytes;

    /// <summary>Spaces and tabs that may follow a boundary.</summary>
    private const int LongestPadding = 64;

    private readonly BufferedInput _input;
    private readonly PartCollector _parts;
    private readonly BodyNotes _notes;
    private readonly byte[] _delimiter;
    private readonly int _lookahead;
    private bool _isClosed;

    public MultipartParser(Stream stream, ReadOnlySpan<byte> boundary, PartCollector parts, BodyNotes notes)
    {
        _input = new BufferedInput(stream, Capacity);
        _parts = parts;
        _notes = notes;
        _delimiter = [.. "\n--"u8, .. boundary];
        _lookahead = _delimiter.Length + LongestPadding + 3;
    }

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (!await ReadToDelimiterAsync(_ => { }, cancellationToken))
        {
            _notes.Add($"Multipart cannot be read: the boundary is nowhere from byte 0, where the body begins, to byte {_input.Position}, where it ends.");
            return;
        }

        while (!_isClosed)
        {
            var position = _input.Position;
            if (_parts.IsFull)
            {
                _notes.Add($"Only the first {_parts.Count} parts are shown, and none from byte {position} on, counted from 0: {(_parts.IsShort ? $"memory is short ({EchoOptions.Section}:{nameof(EchoOptions.MemoryBudget)})" : $"the limit is {PartCollector.MaxParts} parts with {PartCollector.MaxHeaderBytes} bytes of headers")}.");
                return;
            }

            if (!await ReadPartAsync(position, cancellationToken))
            {
                _notes.Add($"Multipart cannot be read to its end: the closing boundary is missing where the body ends, at byte {_input.Position}, counted from 0, in the part that begins at byte {position}.");
                return;
            }
        }

        await SkipEpilogueAsync(cancellationToken);
    }

    public void Dispose() => _input.Dispose();

    private async ValueTask<bool> ReadPartAsync(long position, CancellationToken cancellationToken)
    {
        var headers = await ReadHeadersAsync(cancellationToken);
        if (headers.All.Count == 0 && _input.IsLast && _input.Available.IsEmpty)
        {
            return false;
        }

        _parts.Begin(headers, position);
        var isEnded = await ReadToDelimiterAsync(_parts.Append, cancellationToken);
        _parts.End();
        return isEnded;
    }

    private async ValueTask<PartHeaders> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new PartHeaders();
        while (true)
        {
            await _input.FillAsync(_lookahead, cancellationToken);
            if (_input.Available.IsEmpty)
            {
                return headers;
            }

            if (DelimiterLength(_input.Available, out _) > 0)
            {
                _notes.AddFirst("blank", $"No empty line ends the headers before the boundary at byte {_input.Position}, counted from 0.");
                return headers;
            }

            var length = await FindLineAsync(cancellationToken);
            if (length < 0)
            {
                headers.Cut();
                await SkipLineAsync(cancellationToken);
            }
            else if (!TakeLine(headers, length))
            {
                return headers;
            }
        }
    }

    /// <summary>The length of the next line with its end; -1 when it is longer than all headers may be.</summary>
    private async ValueTask<int> FindLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = _input.Available.IndexOf((byte)'\n');
            if (end >= 0 || _input.IsLast)
            {
                var length = end < 0 ? _input.Available.Length : end + 1;
                return length > PartHeaders.MaxBytes ? -1 : length;
            }

            if (_input.Available.Length > PartHeaders.MaxBytes)
            {
                return -1;
            }

            await _input.FillAsync(Math.Min(Capacity, 2 * _input.Available.Length), cancellationToken);
        }
    }

    /// <returns>Whether more headers may follow.</returns>
    private bool TakeLine(PartHeaders headers, int length)
    {
        var position = _input.Position;
        var line = _input.Available[..length];
        var content = line.TrimEnd("\r\n"u8);
        var isEmpty = content.IsEmpty;
        if (line[^1] == '\n' && (line.Length == 1 || line[^2] != '\r'))
        {
            _notes.AddFirst("LF", $"A line of a part's head ends with a bare LF at byte {position + length - 1}, counted from 0, instead of CRLF.");
        }

        if (!isEmpty && !headers.TryAdd(content) && line[^1] == '\n')
        {
            _notes.AddFirst("colon", $"A line of a part's head is no header, at byte {position}, counted from 0; it is left out.");
        }

        _input.Advance(length);
        return !isEmpty;
    }

    private async ValueTask SkipLineAsync(CancellationToken cancellationToken)
    {
        while (!_input.Available.IsEmpty)
        {
            var end = _input.Available.IndexOf((byte)'\n');
            _input.Advance(end < 0 ? _input.Available.Length : end + 1);
            if (end >= 0)
            {
                return;
            }

            await _input.FillAsync(1, cancellationToken);
        }
    }

    /// <summary>Hands on what comes before the next boundary, and goes behind it.</summary>
    /// <returns>Whether there is one.</returns>
    private async ValueTask<bool> ReadToDelimiterAsync(PartBytes take, CancellationToken cancellationToken)
    {
        var begin = _input.Position;
        await _input.FillAsync(_lookahead, cancellationToken);
        if (TryPassDelimiter(0))
        {
            return true;
        }

        while (true)
        {
            await _input.FillAsync(_lookahead, cancellationToken);
            var available = _input.Available;
            var at = available.IndexOf(_delimiter);
            if (at < 0 && _input.IsLast)
            {
                Hand(take, available.Length);
                return false;
            }

            if (at < 0)
            {
                // The end may be the beginning of a boundary, with the CR before it.
                Hand(take, available.Length - _delimiter.Length);
                await _input.FillAsync(_input.Available.Length + 1, cancellationToken);
            }
            else if (at > 1 && available.Length - at < _lookahead && !_input.IsLast)
            {
                Hand(take, at - 1);
            }
            else if (DelimiterLength(available[(at + 1)..], out _) == 0)
            {
                Hand(take, at + 1);
            }
            else
            {
                var hasReturn = at > 0 && available[at - 1] == '\r';
                Hand(take, hasReturn ? at - 1 : at);
                NotePreamble(begin);
                return TryPassDelimiter(hasReturn ? 2 : 1);
            }
        }
    }

    private void Hand(PartBytes take, int length)
    {
        take(_input.Available[..length]);
        _input.Advance(length);
    }

    private void NotePreamble(long begin)
    {
        if (begin == 0 && _input.Position > 0)
        {
            _notes.Add($"Multipart has {_input.Position} bytes before its first boundary, from byte 0 on, which are part of nothing.");
        }
    }

    /// <param name="skip">Bytes of the line end before it.</param>
    private bool TryPassDelimiter(int skip)
    {
        var length = DelimiterLength(_input.Available[skip..], out var closes);
        if (length == 0)
        {
            return false;
        }

        var hasBareEnd = length > 0 && !closes && _input.Available[skip + length - 1] == '\n' && _input.Available[skip + length - 2] != '\r';
        if (skip == 1 || hasBareEnd)
        {
            _notes.AddFirst("LF", $"The line of the boundary at byte {_input.Position + skip}, counted from 0, begins or ends with a bare LF instead of CRLF.");
        }

        _input.Advance(skip + length);
        _isClosed = closes;
        return true;
    }

    /// <summary>Of a boundary with what belongs to its line; 0 when there is none.</summary>
    private int DelimiterLength(ReadOnlySpan<byte> text, out bool closes)
    {
        closes = false;
        if (!text.StartsWith(_delimiter.AsSpan(1)))
        {
            return 0;
        }

        var length = _delimiter.Length - 1;
        if (text[length..].StartsWith("--"u8))
        {
            closes = true;
            return length + 2;
        }

        for (var padding = 0; padding < LongestPadding && length < text.Length && text[length] is (byte)' ' or (byte)'\t'; padding++)
        {
            length++;
        }

        var rest = text[length..];
        return rest.IsEmpty ? length : rest[0] == '\n' ? length + 1 : rest.StartsWith("\r\n"u8) ? length + 2 : 0;
    }

    private async ValueTask SkipEpilogueAsync(CancellationToken cancellationToken)
    {
        await _input.FillAsync(3, cancellationToken);
        if (_input.IsLast && (_input.Available.SequenceEqual("\r\n"u8) || _input.Available.SequenceEqual("\n"u8)))
        {
            return;
        }

        var position = _input.Position;
        var left = await _input.DrainAsync(cancellationToken);
        if (left > 0)
        {
            _notes.Add($"Multipart has {left} bytes after its closing boundary, from byte {position} on, counted from 0, which are part of nothing.");
        }
    }
}
