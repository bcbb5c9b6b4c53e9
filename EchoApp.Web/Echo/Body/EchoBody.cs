namespace EchoApp.Web.Echo.Body;

/// <summary>
/// A request's body as it is shown: as received, and, when it has content codings that are known, without them. The error is
/// everything found wrong with it, in sentences; null when nothing is.
/// </summary>
internal sealed record EchoBody(string? ContentType, BodyContent Received, IReadOnlyList<string> Codings, BodyContent? Decoded, string? Error)
{
    /// <summary>The same without anything that came, but for how much it was.</summary>
    public EchoBody WithoutContent() => this with
    {
        Received = new BodyContent { Length = Received.Length, Sha256 = Received.Sha256, Truncated = true, Kept = ReadOnlyMemory<byte>.Empty },
        Decoded = null,
    };

    /// <summary>The same without what stands in the answer a second time: JSON, form and parts.</summary>
    public EchoBody WithoutCopies() => this with
    {
        Received = Received.WithoutCopies(),
        Decoded = Decoded?.WithoutCopies(),
        Error = $"{(Error is null ? "" : Error + " ")}JSON, form and parts are not shown: memory is short ({EchoOptions.Section}:{nameof(EchoOptions.MemoryBudget)}).",
    };
}
