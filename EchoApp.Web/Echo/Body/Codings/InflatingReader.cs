namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>Undoes DEFLATE data within a format that has something before and after it.</summary>
internal abstract class InflatingReader(Stream source, CodingPlace place) : ReadOnlyStream
{
    private const int InputLength = 16 * 1024;
    private const string Damaged = "this is no DEFLATE data, or it is damaged,";

    private Inflater? _inflater;

    protected BufferedInput Input { get; } = new(source, InputLength);

    protected CodingPlace Place => place;

    /// <exception cref="UndecodableException">The data is not what it should be.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_inflater is null)
            {
                if (!await BeginAsync(cancellationToken))
                {
                    return 0;
                }

                _inflater = new(Input);
            }

            var read = await InflateAsync(_inflater, buffer, cancellationToken);
            if (read > 0)
            {
                Observe(buffer.Span[..read]);
                return read;
            }

            await _inflater.DisposeAsync();
            _inflater = null;
            await EndAsync(cancellationToken);
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
            throw place.EndsTooEarly(Input.Position + Input.Available.Length);
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
            _inflater?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> InflateAsync(Inflater inflater, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var read = await inflater.ReadAsync(buffer, cancellationToken);
            if (read > 0 || !inflater.IsCut)
            {
                return read;
            }
        }
        catch (InvalidDataException) when (!inflater.IsCut)
        {
            throw place.Broken(Damaged, Input.Position - 1);
        }
        catch (InvalidDataException)
        {
        }

        throw place.EndsTooEarly(Input.Position);
    }
}
