using System.Text;
using EchoApp.Web.Echo.Body.Codings;
using EchoApp.Web.Memory;

namespace EchoApp.Web.Echo.Body.Multipart;

/// <summary>
/// A multipart body, taken apart as it streams by (RFC 2046 section 5.1, RFC 7578): files are measured whole, whatever is kept of the body.
/// </summary>
internal sealed class MultipartBody(BodyType type, RequestHold hold, BodyNotes notes, int maxFieldBytes) : IDisposable
{
    private const int LongestBoundary = 256;

    private readonly PartCollector _collector = new(type, hold, notes, maxFieldBytes);

    public NamedValues Form { get; } = new();

    public List<BodyPart> Parts { get; } = [];

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var boundary = type.Boundary;
        if (boundary is null || boundary.Length > LongestBoundary)
        {
            notes.Add(boundary is null ? "Multipart without a boundary in Content-Type." : $"Multipart boundary longer than {LongestBoundary}.");
            return;
        }

        await using var decoded = new EndingStream(stream);
        using var parser = new MultipartParser(decoded, Encoding.Latin1.GetBytes(boundary), _collector, notes);
        await parser.ReadAsync(cancellationToken);
        decoded.ThrowIfBroken();
    }

    /// <summary>Takes what was found, up to a part whose showing would take more bytes than are allowed for all.</summary>
    public void Finish(long allowance)
    {
        foreach (var part in _collector.Finish())
        {
            allowance -= part.Cost;
            if (allowance < 0)
            {
                notes.Add($"Only the first {Parts.Count} parts are shown, since few bytes were received.");
                return;
            }

            Parts.Add(part);
            if (part.Text is { } text)
            {
                Form.Add(part.Name ?? "", text);
            }
        }
    }

    public void Dispose() => _collector.Dispose();
}
