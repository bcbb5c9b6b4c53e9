using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Echo.Body;

/// <summary>
/// Reads a multipart body as it streams by (RFC 2046 section 5.1, RFC 7578): files are measured whole, whatever is kept of the body.
/// </summary>
internal sealed class MultipartContent(BodyType type, BodyNotes notes, int maxFieldBytes) : IDisposable
{
    private const int MaxParts = NamedValues.MaxCount;
    private const int LongestBoundary = 256;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<UploadedFile> _files = [];
    private int _fieldBytesLeft = maxFieldBytes;

    public NamedValues Form { get; } = new();

    public IReadOnlyList<UploadedFile> Files => _files;

    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var boundary = type.Boundary;
        if (boundary is null || boundary.Length > LongestBoundary)
        {
            notes.Add(boundary is null ? "Multipart without a boundary in Content-Type." : $"Multipart boundary longer than {LongestBoundary}.");
            return;
        }

        var reader = new MultipartReader(boundary, stream);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (Form.Count + _files.Count == MaxParts)
            {
                notes.Add($"Only the first {MaxParts} parts are shown.");
                return;
            }

            await ReadSectionAsync(section, cancellationToken);
        }
    }

    public void Dispose() => _hash.Dispose();

    private async Task ReadSectionAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && type.IsFormData)
        {
            notes.Add(section.ContentDisposition is null ? "A part has no Content-Disposition." : "A part's Content-Disposition cannot be read.");
        }

        var name = Unquote(disposition?.Name);
        var fileName = Unquote(disposition?.FileNameStar) ?? Unquote(disposition?.FileName);
        if (name is not null && fileName is null)
        {
            Form.Add(name, await ReadFieldAsync(section, cancellationToken));
        }
        else
        {
            _files.Add(await ReadFileAsync(section, name, fileName, cancellationToken));
        }
    }

    private async Task<string> ReadFieldAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        using var measured = new MeasuredStream(section.Body, _fieldBytesLeft, long.MaxValue);
        await measured.DrainAsync(cancellationToken);
        _fieldBytesLeft -= measured.Kept.Length;
        if (measured.Kept.Length < measured.Count)
        {
            notes.Add("Form fields are cut (Echo:MaxBodyKept).");
        }

        var fieldType = BodyType.Parse(section.ContentType, notes);
        var cut = measured.Kept.Length < measured.Count;
        var text = BodyText.Find(measured.Kept, fieldType with { Charset = fieldType.Charset ?? "utf-8" }, cut, notes);
        return Encoding.UTF8.GetString((text ?? measured.Kept).Span);
    }

    private async Task<UploadedFile> ReadFileAsync(MultipartSection section, string? name, string? fileName, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            var length = 0L;
            int read;
            while ((read = await section.Body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                _hash.AppendData(buffer, 0, read);
                length += read;
            }

            return new UploadedFile(name, fileName, section.ContentType, length, Convert.ToHexStringLower(_hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static string? Unquote(StringSegment? value) =>
        value is { HasValue: true } segment ? HeaderUtilities.UnescapeAsQuotedString(segment).ToString() : null;
}
