using System.Globalization;
using Xunit;

namespace EchoApp.Tests.Images;

/// <summary>eng/image-size-limit: how many bytes an image may have, by its form.</summary>
internal static class ImageSizeLimit
{
    public static void AssertHolds(string form, long size)
    {
        var limit = File.ReadLines(Path.Combine(PublishedImage.Root, "eng", "image-size-limit"))
            .Select(line => line.Split(' ', 3)).Last(words => words[0] == form)[1];
        Assert.True(
            size <= long.Parse(limit, CultureInfo.InvariantCulture),
            $"The image, {form}, has {size} bytes, the limit is {limit}. What makes it large: docs/image.md. The limit, and how it is raised: eng/image-size-limit.");
    }
}
