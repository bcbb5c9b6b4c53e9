using System.Buffers;
using EchoApp.Web.Memory;

namespace EchoApp.Web.Wire;

/// <summary>
/// Sorts the bytes that the server takes off a connection into the heads of its requests and their bodies. It reads no further than the
/// server does, and goes by the same framing (RFC 9112 section 6.3).
/// </summary>
internal sealed class WireRecorder(MemoryBudget budget)
{
    /// <summary>Fields of so many bytes are not counted; of more the server's strings and our bytes take about four times their length.</summary>
    private const int UncountedFields = 4096;
    private const int FieldsCost = 4;

    private readonly ArrayBufferWriter<byte> _requestLine = new(64);
    private long _bodyBytesLeft;
    private long _counted;
    private State _state;

    private enum State
    {
        Head,
        Body,

        /// <summary>A request is whole. The next byte belongs to the next head, which takes the place of this one.</summary>
        BetweenRequests,
    }

    /// <summary>The head of the request that is being answered; before that, what has come of one.</summary>
    public WireHead Head { get; } = new();

    /// <summary>The framing of the request's body; null when it is not chunked.</summary>
    public ChunkedFraming? Chunks { get; private set; }

    /// <summary>The body as it came, transfer coding included; null unless it was asked for.</summary>
    public WireBody? Body { get; private set; }

    /// <summary>The line that the server last looked at and did not take: because it is not whole yet, or because it is wrong.</summary>
    public UntakenLine Untaken { get; } = new();

    /// <summary>Whether this request's refusal has been remembered.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Whether the client has finished sending in the middle of the body.</summary>
    public bool IsCutShort { get; set; }

    /// <summary>Whether the head has come whole.</summary>
    public bool HasHead => _state != State.Head;

    /// <summary>The section whose lines are being taken, or were taken last.</summary>
    public FieldSection Section => IsInBody && Chunks?.Trailers is { } trailers ? trailers : Head;

    /// <summary>Whether a request has begun and not come whole.</summary>
    public bool IsInRequest => IsInBody || (_state == State.Head && Head.Length > 0) || Untaken.Length > 0;

    /// <summary>Whether a body has begun and not ended.</summary>
    public bool IsInBody => _state == State.Body;

    /// <summary>
    /// Sees what has come before the server does. It decodes a target where it stands, in the bytes that will be taken: a request line with
    /// something to decode is copied before.
    /// </summary>
    public void Look(in ReadOnlySequence<byte> bytes)
    {
        if (_state != State.BetweenRequests && Head.HasBegun)
        {
            return;
        }

        _requestLine.ResetWrittenCount();
        var span = FirstWithLine(bytes, out var start);
        var length = span[start..].IndexOf((byte)'\n');
        var line = length < 0 ? default : span[..(start + length)];
        if (line.Contains((byte)'%') || line.IndexOf("/."u8) >= 0)
        {
            _requestLine.Write(line);
        }
    }

    /// <exception cref="BadHttpRequestException">A head ended whose framing is forbidden, trailers whose names are none; or there is no memory for them.</exception>
    public void Take(in ReadOnlySequence<byte> bytes)
    {
        foreach (var memory in bytes)
        {
            for (var rest = memory.Span; !rest.IsEmpty;)
            {
                rest = rest[(IsInBody ? TakeBody(rest) : TakeHead(rest))..];
            }
        }

        if (_state == State.Head && Head.TryFindLines())
        {
            EndHead();
        }
    }

    /// <summary>Remembers the line that the server looked at and left: the next head begins with it, if it is not of this one.</summary>
    public void Leave(in ReadOnlySequence<byte> rest)
    {
        if (_state == State.BetweenRequests)
        {
            BeginHead();
        }

        Untaken.Set(rest);
    }

    /// <summary>
    /// Remembers what the server stopped at in a chunked body: of a line that is wrong it does not tell that it has looked at it, and of trailers
    /// it takes all or none.
    /// </summary>
    public void Stop(in ReadOnlySequence<byte> rest)
    {
        if (!IsInBody || Chunks is null)
        {
            return;
        }

        if (Chunks.Place == ChunkedPlace.Trailers)
        {
            Chunks.KeepTrailers(rest);
        }
        else
        {
            Untaken.Set(rest);
        }
    }

    /// <summary>Keeps the body too, as it comes, up to so many bytes.</summary>
    public void KeepBody(KeptBytes kept, int most) => Body = new WireBody(kept, most);

    /// <summary>What was kept of the request is no longer wanted.</summary>
    public void Release()
    {
        Head.Clear();
        Body = null;
        Chunks?.Release();
        Chunks = null;
        if (_counted > 0)
        {
            budget.Give(_counted);
            _counted = 0;
        }
    }

    private void EndHead()
    {
        _state = State.BetweenRequests;
        StartBody(Framing.Of(Head).ContentLength);
    }

    private void StartBody(long? contentLength)
    {
        Chunks = contentLength is null ? new ChunkedFraming() : null;
        _bodyBytesLeft = contentLength ?? 0;
        _state = contentLength is 0 ? State.BetweenRequests : State.Body;
    }

    /// <summary>The first piece that has more than empty lines, which may come before a request line, and where in it that begins.</summary>
    private static ReadOnlySpan<byte> FirstWithLine(in ReadOnlySequence<byte> bytes, out int start)
    {
        foreach (var memory in bytes)
        {
            start = memory.Span.IndexOfAnyExcept((byte)'\r', (byte)'\n');
            if (start >= 0)
            {
                return memory.Span;
            }
        }

        start = 0;
        return default;
    }

    private void BeginHead()
    {
        Release();
        IsRefused = false;
        _state = State.Head;
    }

    private int TakeHead(ReadOnlySpan<byte> bytes)
    {
        if (_state == State.BetweenRequests)
        {
            BeginHead();
        }

        var hasLine = bytes.ContainsAnyExcept((byte)'\r', (byte)'\n');
        var isDecoded = hasLine && _requestLine.WrittenCount > 0 && _requestLine.WrittenCount <= bytes.Length;
        if (isDecoded)
        {
            Head.Append(_requestLine.WrittenSpan);
        }

        Head.Append(isDecoded ? bytes[_requestLine.WrittenCount..] : bytes);
        if (hasLine)
        {
            _requestLine.ResetWrittenCount();
        }

        Count();
        return bytes.Length;
    }

    private void Count()
    {
        var length = Head.Length + (Chunks?.Trailers?.Length ?? 0);
        var due = length <= UncountedFields ? 0 : FieldsCost * length;
        if (due <= _counted)
        {
            return;
        }

        if (!budget.TryTake(due - _counted))
        {
            throw new BadHttpRequestException("Memory is short.", StatusCodes.Status503ServiceUnavailable);
        }

        _counted = due;
    }

    private int TakeBody(ReadOnlySpan<byte> bytes)
    {
        var length = Chunks?.Follow(bytes) ?? (int)Math.Min(_bodyBytesLeft, bytes.Length);
        _bodyBytesLeft -= length;
        Body?.Append(bytes[..length]);
        if (Chunks?.Trailers is not null)
        {
            Count();
        }

        if (Chunks?.HasEnded ?? _bodyBytesLeft == 0)
        {
            _state = State.BetweenRequests;
        }

        return length;
    }
}
