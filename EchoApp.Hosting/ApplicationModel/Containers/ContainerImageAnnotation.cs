namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of a container: <c>{registry}/{image}:{tag}</c>, or <c>@sha256:{digest}</c> in place of the tag.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? _tag;
    private string? _sha256;

    /// <summary>The registry's host and port; null where the image name has it, or for the engine's default.</summary>
    public string? Registry { get; set; }

    public required string Image { get; set; }

    /// <summary>The tag; setting it takes the digest away.</summary>
    public string? Tag
    {
        get => _tag;
        set => (_tag, _sha256) = (value, value is null ? _sha256 : null);
    }

    /// <summary>64 hexadecimal digits; setting it takes the tag away.</summary>
    public string? SHA256
    {
        get => _sha256;
        set => (_sha256, _tag) = (value, value is null ? _tag : null);
    }

    /// <summary>The whole reference, as a container engine takes it.</summary>
    internal string Reference => (Registry is null ? "" : Registry + "/") + Image + (SHA256 is { } digest ? "@sha256:" + digest : ":" + (Tag ?? "latest"));
}
