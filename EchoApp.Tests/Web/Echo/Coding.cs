using System.IO.Compression;
using Xunit;
using ZstdSharp;

namespace EchoApp.Tests.Web.Echo;

/// <summary>Content codings as others make them.</summary>
internal static class Coding
{
    /// <summary>Those that are decoded; the raw one is a deflate without the header that it should have.</summary>
    public static TheoryData<string> All => ["gzip", "deflate", "raw-deflate", "br", "zstd"];

    public static byte[] Apply(byte[] plain, string coding)
    {
        using var compressed = new MemoryStream();
        using (Stream encoder = coding.ToLowerInvariant() switch
        {
            "br" => new BrotliStream(compressed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(compressed, CompressionLevel.Fastest),
            "raw-deflate" => new DeflateStream(compressed, CompressionLevel.Fastest),
            "zstd" => new CompressionStream(compressed),
            "identity" => compressed,
            _ => new GZipStream(compressed, CompressionLevel.Fastest),
        })
        {
            encoder.Write(plain);
        }

        return compressed.ToArray();
    }
}
