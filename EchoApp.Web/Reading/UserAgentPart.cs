namespace EchoApp.Web.Reading;

/// <param name="Kind">What it is.</param>
/// <param name="Text">The product's name; what stands between a comment's brackets, as sent.</param>
/// <param name="Version">Of a product; null where none is given.</param>
internal sealed record UserAgentPart(UserAgentPartKind Kind, string Text, string? Version)
{
    public Meaning Describe() => Kind switch
    {
        UserAgentPartKind.Product => new("product", Text) { Type = Version is null ? null : $"version {Version}" },
        UserAgentPartKind.Comment => new("comment", Text),
        _ => Meaning.Fault("neither product nor comment", Text),
    };
}
