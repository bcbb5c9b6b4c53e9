namespace EchoApp.Web.Storage;

/// <summary>How a bin captures. Stored as JSON: a member that is not there has its default.</summary>
internal sealed record BinSettings
{
    /// <summary>Whether what arrives is kept as it is, secrets included.</summary>
    public bool Raw { get; init; }
}
