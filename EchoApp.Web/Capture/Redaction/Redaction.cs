namespace EchoApp.Web.Capture.Redaction;

/// <summary>A value that was replaced.</summary>
/// <param name="Place">What it was a value of.</param>
/// <param name="Name">
/// As sent: of the header, the parameter or the field; <c>Cookie.sid</c> for what is inside a header's value. Of JSON the pointer (RFC 6901), in
/// which <c>…</c> stands for levels left out of a long one.
/// </param>
/// <param name="Length">Bytes of the value as sent.</param>
/// <param name="Fingerprint">Equal for equal values, and of no use without the key.</param>
/// <param name="Ending">The last four characters of a value of at least 16; null for a shorter or a cut one.</param>
/// <param name="IsCut">Whether the value goes on beyond what is kept, or has no end.</param>
internal sealed record Redaction(RedactedPlace Place, string Name, long Length, string Fingerprint, string? Ending, bool IsCut);
