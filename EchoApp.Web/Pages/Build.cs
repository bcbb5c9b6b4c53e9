namespace EchoApp.Web.Pages;

/// <summary>What the foot of a page tells of the build.</summary>
/// <param name="Version">Of the service.</param>
/// <param name="Revision">The commit it was built from, when the build knew.</param>
/// <param name="SourceUrl">Where its source is, when whoever built it said so.</param>
internal sealed record Build(string Version, string? Revision, string? SourceUrl)
{
    public static Build Current { get; } = new(ProductVersion.Short, ProductVersion.Revision, ProductVersion.SourceUrl);

    /// <summary>Where a browser finds its source; null when that is nowhere on the web.</summary>
    public string? SourceLink => Uri.TryCreate(SourceUrl, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? SourceUrl : null;
}
