using System.Text.Json;

namespace EchoApp.Publishing.Images;

/// <summary>What the SDK says about an image that it has made.</summary>
/// <param name="Digest"><c>sha256:</c> and 64 hexadecimal digits, of the manifest.</param>
/// <param name="Size">Compressed bytes: the configuration and all layers, those of the base image too.</param>
/// <param name="Form">How its code was compiled.</param>
internal sealed record PublishedContainer(string Digest, long Size, PublishedForm Form)
{
    /// <summary>The properties to ask MSBuild for.</summary>
    public static IReadOnlyList<string> Properties { get; } = ["GeneratedContainerDigest", "GeneratedContainerManifest", .. PublishedForm.Properties];

    /// <param name="json">The answer of <c>-getProperty</c>.</param>
    public static PublishedContainer? Parse(string json)
    {
        using var answer = JsonDocument.Parse(json);
        var properties = answer.RootElement.GetProperty(nameof(Properties));
        if (properties.GetProperty(Properties[0]).GetString() is not { Length: > 0 } digest)
        {
            return null;
        }

        using var manifest = JsonDocument.Parse(properties.GetProperty(Properties[1]).GetString() ?? "{}");
        var layers = manifest.RootElement.GetProperty("layers").EnumerateArray();
        return new PublishedContainer(digest, SizeOf(manifest.RootElement.GetProperty("config")) + layers.Sum(SizeOf), PublishedForm.Of(properties));
    }

    private static long SizeOf(JsonElement descriptor) => descriptor.GetProperty("size").GetInt64();
}
