using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Images;

/// <summary>What the published image is, before it runs.</summary>
public sealed class ImageTests(PublishedImage image)
{
    [Fact]
    public async Task Size_OfWhatIsPushed_IsWithinTheLimit()
    {
        var size = await image.SizeAsync();
        var limit = File.ReadLines(Path.Combine(PublishedImage.Root, "eng", "image-size-limit")).Last().Split(' ')[0];
        Assert.True(
            size <= long.Parse(limit, CultureInfo.InvariantCulture),
            $"The image has {size} bytes, the limit is {limit}. What makes it large: docs/image.md. The limit, and how it is raised: eng/image-size-limit.");
    }

    [Fact]
    public async Task Tag_OfTheImage_IsVersionAndCommitAndTheAppHostHasTheSame()
    {
        var tag = await image.TagAsync();
        var ofTheAppHost = typeof(Projects.EchoApp_AppHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ImageTag").Value;
        Assert.Matches(@"^\d+\.\d+\.\d+(-[a-z][0-9A-Za-z.]*)?(-[0-9a-f]{7}(-dirty)?)?$", tag);
        Assert.Equal(tag, ofTheAppHost);
    }

    [Fact]
    public async Task Configuration_OfTheImage_HasUserPortsEntryPointAndLabels()
    {
        using var inspected = JsonDocument.Parse(await InspectAsync());
        var config = inspected.RootElement;
        Assert.Equal("1654", config.GetProperty("User").GetString());
        Assert.Equal(["/app/EchoApp.Web"], config.GetProperty("Entrypoint").EnumerateArray().Select(part => part.GetString()));
        Assert.Equal(["5000/tcp", "6000/tcp"], config.GetProperty("ExposedPorts").EnumerateObject().Select(port => port.Name).Order(StringComparer.Ordinal));

        var labels = config.GetProperty("Labels").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString());
        Assert.Equal("EchoApp.Web", labels["org.opencontainers.image.title"]);
        Assert.Equal("Shows exactly what reaches a service over HTTP", labels["org.opencontainers.image.description"]);
        Assert.Equal("MIT", labels["org.opencontainers.image.licenses"]);
        Assert.Equal(PublishedImage.Source, labels["org.opencontainers.image.source"]);

        // The tag is made of the two; without git there is no revision.
        var tag = await image.TagAsync();
        var version = labels["org.opencontainers.image.version"]!;
        var expected = labels.TryGetValue("org.opencontainers.image.revision", out var revision) ? $"{version}-{revision!.Remove(7, 33)}" : version;
        Assert.Equal(tag, expected);
    }

    private async Task<string> InspectAsync()
    {
        var reference = await image.ReferenceAsync();
        await ContainerEngine.RunAsync("pull", "--quiet", reference);
        return await ContainerEngine.RunAsync("inspect", "--format", "{{json .Config}}", reference);
    }
}
