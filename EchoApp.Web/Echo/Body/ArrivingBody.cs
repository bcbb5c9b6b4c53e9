using EchoApp.Web.Wire;

namespace EchoApp.Web.Echo.Body;

/// <summary>A request's body as the server gives it, with one type for all that may be wrong with how it is framed.</summary>
internal sealed class ArrivingBody(Stream body, WireRecorder? wire) : ReadOnlyStream
{
    /// <exception cref="BadHttpRequestException">Its framing is broken, or it came too slowly.</exception>
    /// <exception cref="IOException">The client went away.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (OperationCanceledException exception) when (wire is { IsCutShort: true })
        {
            throw new BadHttpRequestException("Unexpected end of the body.", exception);
        }
        catch (InvalidOperationException exception)
        {
            // What the server's parser of fields throws on a trailer; in a head it makes a refusal of it by itself.
            throw new BadHttpRequestException("A trailer field cannot be read.", exception);
        }
    }
}
