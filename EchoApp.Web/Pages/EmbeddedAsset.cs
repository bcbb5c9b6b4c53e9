using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Pages;

/// <summary>
/// Files embedded in the assembly, served as one, at an address in <see cref="AssetFolder"/>, so that what a browser has of it may be kept for ever.
/// </summary>
internal sealed class EmbeddedAsset
{
    private const string Gzip = "gzip";

    private readonly byte[] _content;
    private readonly Lazy<byte[]> _compressed;
    private readonly string _contentType;

    /// <param name="name">What it is called in its address.</param>
    /// <param name="files">The files that it is made of, one after the other.</param>
    public EmbeddedAsset(string name, params ReadOnlySpan<string> files)
    {
        Name = name;
        _content = Read(files is [] ? [name] : files);
        _compressed = new(Compress);
        _contentType = System.IO.Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/plain; charset=utf-8",
        };
    }

    public string Name { get; }

    public ReadOnlySpan<byte> Content => _content;

    public Task RespondAsync(HttpContext context) => RespondAsync(context, "public, max-age=31536000, immutable");

    /// <summary>At an address that stays the same when the content changes with the version.</summary>
    public Task RespondForADayAsync(HttpContext context) => RespondAsync(context, "public, max-age=86400");

    /// <summary>Compressed for who takes that. By gzip: on clear text browsers take no Brotli but from their own machine.</summary>
    private Task RespondAsync(HttpContext context, string cacheControl)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = cacheControl;
        headers.Vary = HeaderNames.AcceptEncoding;
        var isCompressed = context.Request.Headers.AcceptEncoding.Any(Takes);
        if (isCompressed)
        {
            headers.ContentEncoding = Gzip;
        }

        var tag = new EntityTagHeaderValue($"\"{AssetFolder.Hash}{(isCompressed ? "-z" : "")}\"");
        return TypedResults.Bytes(isCompressed ? _compressed.Value : _content, _contentType, entityTag: tag).ExecuteAsync(context);
    }

    /// <summary>Whether a list of codings has this one, and not with the weight 0 (RFC 9110 section 12.5.3).</summary>
    private static bool Takes(string? codings) => (codings ?? "").Split(',').Select(coding => coding.Split(';', StringSplitOptions.TrimEntries))
        .Any(coding => coding[0].Equals(Gzip, StringComparison.OrdinalIgnoreCase) && !coding[1..].Any(parameter => parameter.TrimEnd('0', '.') is "q=" or "Q="));

    private byte[] Compress()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(_content);
        }

        return compressed.ToArray();
    }

    private static byte[] Read(ReadOnlySpan<string> files)
    {
        using var content = new MemoryStream();
        foreach (var file in files)
        {
            using var stream = typeof(EmbeddedAsset).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"The resource {file} is not embedded.");
            stream.CopyTo(content);
        }

        return content.ToArray();
    }
}
