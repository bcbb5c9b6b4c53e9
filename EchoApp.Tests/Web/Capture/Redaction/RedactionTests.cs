using System.Text;
using System.Text.RegularExpressions;
using EchoApp.Web.Capture.Redaction;
using Xunit;
using Found = EchoApp.Web.Capture.Redaction.Redaction;

namespace EchoApp.Tests.Web.Capture.Redaction;

/// <summary>What is redacted is shown as <c>‹length›</c>, with the ending or <c>cut</c> where there is one: <c>‹26~wxyz›</c>.</summary>
public abstract partial class RedactionTests
{
    private protected static Redactor Redactor { get; } = new(new RedactionOptions(), new Fingerprint("a key"u8));

    private protected List<Found> Found { get; } = [];

    protected IEnumerable<string> Places => Found.Select(found => $"{found.Place} {found.Name}");

    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    protected string Head(string head, bool isTruncated = false) =>
        Shown(Redactor.RedactHead(Encoding.UTF8.GetBytes(head), isTruncated, Found));

    protected async Task<string> BodyAsync(string content, string? type) => Shown((await RedactAsync(content, type)).Bytes);

    /// <summary>Of which only so many bytes are kept.</summary>
    protected async Task<string> CutBodyAsync(string content, int kept, string? type) => Shown((await RedactAsync(content, type, kept)).Bytes);

    private protected async Task<RedactedBody> RedactAsync(string content, string? type, int kept = ReadBodies.KeepAll) =>
        Redactor.RedactBody(await ReadBodies.ReadAsync(Encoding.UTF8.GetBytes(content), type, null, kept), Found);

    protected static string Shown(ReadOnlyMemory<byte> bytes) => Shown(Encoding.UTF8.GetString(bytes.Span));

    protected static string Shown(string text) => Replacement().Replace(text, "‹$1$2›");

    [GeneratedRegex("redacted~([0-9]+)~[0-9a-f]{16}(~[A-Za-z0-9._-]{4}|~cut)?")]
    private static partial Regex Replacement();
}
