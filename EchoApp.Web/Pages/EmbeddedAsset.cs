using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Pages;

/// <summary>A file embedded in the assembly, at an address that holds the hash of its content, so that it may be kept for ever.</summary>
internal sealed class EmbeddedAsset
{
    private readonly byte[] _content;
    private readonly string _contentType;
    private readonly EntityTagHeaderValue _tag;

    private EmbeddedAsset(string name, string contentType)
    {
        using var stream = typeof(EmbeddedAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not embedded.");
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        var hash = Hash(_content).ToString("x16", CultureInfo.InvariantCulture);
        var dot = name.LastIndexOf('.');
        Path = $"/assets/{name[..dot]}.{hash}{name[dot..]}";
        _contentType = contentType;
        _tag = new EntityTagHeaderValue($"\"{hash}\"");
    }

    public static EmbeddedAsset Tokens { get; } = new("tokens.css", "text/css; charset=utf-8");

    public static EmbeddedAsset Style { get; } = new("site.css", "text/css; charset=utf-8");

    public static EmbeddedAsset Icon { get; } = new("favicon.svg", "image/svg+xml");

    public static EmbeddedAsset CopyButtons { get; } = new("copy.js", "text/javascript; charset=utf-8");

    public static EmbeddedAsset Licence { get; } = new("license.txt", "text/plain; charset=utf-8");

    public static IReadOnlyList<EmbeddedAsset> All { get; } = [Tokens, Style, Icon, CopyButtons, Licence];

    public string Path { get; }

    public Task RespondAsync(HttpContext context) => RespondAsync(context, "public, max-age=31536000, immutable");

    /// <summary>At an address without the hash, where the content changes with the version.</summary>
    public Task RespondForADayAsync(HttpContext context) => RespondAsync(context, "public, max-age=86400");

    private Task RespondAsync(HttpContext context, string cacheControl)
    {
        context.Response.Headers.CacheControl = cacheControl;
        return TypedResults.Bytes(_content, _contentType, entityTag: _tag).ExecuteAsync(context);
    }

    /// <summary>FNV-1a, 64 bits: it only has to tell versions apart, and a SHA-256 would load OpenSSL, 5 MB, for it.</summary>
    private static ulong Hash(ReadOnlySpan<byte> content)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in content)
        {
            hash = unchecked((hash ^ octet) * 1099511628211UL);
        }

        return hash;
    }
}
