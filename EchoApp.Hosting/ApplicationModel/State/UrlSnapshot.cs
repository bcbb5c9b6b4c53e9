namespace Aspire.Hosting.ApplicationModel;

/// <param name="Name">The endpoint's name, if it is an endpoint's.</param>
/// <param name="Url">An absolute URL.</param>
/// <param name="IsInternal">Whether it is of no use to a person, as a tcp:// address is.</param>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal)
{
    /// <summary>Whether nothing answers there now, because the resource does not run.</summary>
    public bool IsInactive { get; init; }

    public UrlDisplayPropertiesSnapshot DisplayProperties { get; init; } = new();
}
