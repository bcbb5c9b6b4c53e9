namespace EchoApp.Web.Storage;

/// <summary>How a bin captures and answers. Stored as JSON: a member that is not there has its default.</summary>
internal sealed record BinSettings
{
    /// <summary>Whether what arrives is kept as it is, secrets included.</summary>
    public bool Raw { get; init; }

    /// <summary>What it answers; null for the echo of the request.</summary>
    public BinResponse? Response { get; init; }

    /// <summary>What it answers in turn, before or instead of <see cref="Response"/>; null for nothing of the kind.</summary>
    public BinScript? Script { get; init; }

    /// <summary>Origins whose pages may read its answers (Fetch, "CORS protocol"): <c>*</c>, or a list with commas; null for none.</summary>
    public string? Cors { get; init; }

    /// <summary>Whether it grants who asks by the handshake of CloudEvents (HTTP 1.1 Web Hooks for Event Delivery, section 4) to send events.</summary>
    public bool CloudEvents { get; init; }

    /// <summary>How much of it is kept; null for as much as of all bins.</summary>
    public BinRetention? Retention { get; init; }
}
