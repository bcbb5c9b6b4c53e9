namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>Undoes DEFLATE data within a format that has something before and after it.</summary>
internal abstract class InflatingReader(Stream source, CodingPlace place) : ReadOnlyStream
{
    private const int InputLength = 16 * 1024;

    private readonly Inflater _inflater = new();
    private bool _isWithin;
    private string? _fault;

    protected BufferedInput Input { get; } = new(source, InputLength);

    protected CodingPlace Place => place;

    /// <exception cref="UndecodableException">The data is not what it should be.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_inflater.Pending > 0)
            {
                var taken = _inflater.Take(buffer.Span);
                Observe(buffer.Span[..taken]);
                return taken;
            }

            if (_fault is not null)
            {
                throw place.Broken(_fault, Input.Position - (_fault == Inflater.EndsTooEarly ? 0 : 1));
            }

            if (!_isWithin)
            {
                if (!await BeginAsync(cancellationToken))
                {
                    return 0;
                }

                _inflater.Restart();
                _isWithin = true;
            }
            else if (_inflater.IsFinished)
            {
                await EndAsync(cancellationToken);
                _isWithin = false;
            }
            else
            {
                await Input.FillAsync(Inflater.Lookahead, cancellationToken);
                _fault = _inflater.Decode(Input);
            }
        }

        return 0;
    }

    /// <summary>Reads what comes before the data.</summary>
    /// <returns>Whether there is any, or else the end.</returns>
    protected abstract ValueTask<bool> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Reads what comes after the data.</summary>
    protected abstract ValueTask EndAsync(CancellationToken cancellationToken);

    protected abstract void Observe(ReadOnlySpan<byte> decoded);

    /// <summary>Skips a head or a tail of the format, once it has been looked at.</summary>
    protected async ValueTask<byte[]> TakeAsync(int count, CancellationToken cancellationToken)
    {
        await Input.FillAsync(count, cancellationToken);
        if (Input.Available.Length < count)
        {
            throw place.Broken(Inflater.EndsTooEarly, Input.Position + Input.Available.Length);
        }

        var bytes = Input.Available[..count].ToArray();
        Input.Advance(count);
        return bytes;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Input.Dispose();
            _inflater.Dispose();
        }

        base.Dispose(disposing);
    }
}
