using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Hosting.Dashboard.Pages;

/// <summary>A file embedded in the assembly. Browsers keep it, and ask each time whether it is still the same.</summary>
internal sealed class AssetFile : IResult
{
    private readonly byte[] _content;
    private readonly string _contentType;
    private readonly string _cacheControl;
    private readonly EntityTagHeaderValue _tag;

    public AssetFile(string resource, string contentType, string cacheControl)
    {
        using var stream = typeof(AssetFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is not embedded.");
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
        (_contentType, _cacheControl) = (contentType, cacheControl);
        _tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{Hash(_content):x16}\""));
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = _cacheControl;
        return TypedResults.Bytes(_content, _contentType, entityTag: _tag).ExecuteAsync(httpContext);
    }

    /// <summary>FNV-1a, 64 bits: it only has to tell versions apart.</summary>
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
