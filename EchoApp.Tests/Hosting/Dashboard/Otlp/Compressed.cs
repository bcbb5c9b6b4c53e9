using System.IO.Compression;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

internal static class Compressed
{
    public static byte[] Gzip(byte[] content)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return output.ToArray();
    }
}
