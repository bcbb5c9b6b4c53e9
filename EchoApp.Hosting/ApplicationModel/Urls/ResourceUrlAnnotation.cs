namespace Aspire.Hosting.ApplicationModel;

/// <summary>A link that is shown for a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>Higher comes first; endpoints' own links have none.</summary>
#pragma warning disable CA1051 // A field, as in Aspire.
    public int? DisplayOrder;
#pragma warning restore CA1051

    /// <summary>Absolute, or a path that is put behind the endpoint's URL.</summary>
    public required string Url { get; set; }

    public string? DisplayText { get; set; }

    public EndpointReference? Endpoint { get; init; }

    public UrlDisplayLocation DisplayLocation { get; set; }

    internal bool IsInternal => Endpoint is { EndpointAnnotation.UriScheme: not ("http" or "https") };
}
