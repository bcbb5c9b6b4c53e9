namespace EchoApp.Web.Wire.Anomalies;

/// <summary>Every anomaly that is looked for; docs/echo.md has the same list with a sentence on each.</summary>
internal static class AnomalyKinds
{
    public static readonly AnomalyKind RequestLine = new("request-line", "RFC 9112 section 3", "More than one space before the version (before the target, it is refused).");
    public static readonly AnomalyKind MethodCase = new("method-case", "RFC 9110 section 9.1", "A well-known method in other letters: methods are case-sensitive, this one is unknown.");
    public static readonly AnomalyKind TargetCharacters = new("target-characters", "RFC 3986 section 2", "A character in the target that has to be percent-encoded.");
    public static readonly AnomalyKind TargetFragment = new("target-fragment", "RFC 9112 section 3.2", "A #: fragments stay with the client.");
    public static readonly AnomalyKind TargetPercent = new("target-percent", "RFC 3986 section 2.1", "A % without two hexadecimal digits.");
    public static readonly AnomalyKind TargetDotSegments = new("target-dot-segments", "RFC 3986 section 6.2.2.3", "A path with . or .., encoded or not.");
    public static readonly AnomalyKind TargetUserInfo = new("target-userinfo", "RFC 9110 section 4.2.4", "A name or password before the host.");
    public static readonly AnomalyKind HostDiffers = new("host-differs", "RFC 9112 section 3.2.2", "An absolute target whose authority is not spelled as in Host; the target's counts.");
    public static readonly AnomalyKind HostEmpty = new("host-empty", "RFC 9110 section 7.2", "A Host without a value.");
    public static readonly AnomalyKind BareLineFeed = new("bare-line-feed", "RFC 9112 section 2.2", "A line that ends in LF alone.");
    public static readonly AnomalyKind LeadingEmptyLine = new("leading-empty-line", "RFC 9112 section 2.2", "Empty lines before the request line.");
    public static readonly AnomalyKind ObsText = new("obs-text", "RFC 9110 section 5.5", "Bytes beyond ASCII in a value.");
    public static readonly AnomalyKind ControlCharacter = new("control-character", "RFC 9110 section 5.5", "A control character in a value.");
    public static readonly AnomalyKind RepeatedField = new("repeated-field", "RFC 9110 section 5.3", "Two lines of a field that is no list, such as Content-Type or Authorization.");
    public static readonly AnomalyKind RepeatedCookie = new("repeated-cookie", "RFC 6265 section 5.4", "Two Cookie lines.");
    public static readonly AnomalyKind LengthAndCoding = new("content-length-and-transfer-encoding", "RFC 9112 section 6.1", "Both: the latter counts; where the former does, requests can be smuggled.");
    public static readonly AnomalyKind LengthZeros = new("content-length-zeros", "RFC 9110 section 8.6", "A Content-Length with leading zeros.");
    public static readonly AnomalyKind TransferCoding = new("transfer-coding", "RFC 9112 section 6.1", "A transfer coding before chunked; it is not undone.");
    public static readonly AnomalyKind TransferEncodingHttp10 = new("transfer-encoding-http10", "RFC 9112 section 6.1", "Transfer-Encoding in HTTP/1.0, which does not have it.");
    public static readonly AnomalyKind ChunkExtension = new("chunk-extension", "RFC 9112 section 7.1.1", "An extension behind a chunk's size; the first one is shown.");
    public static readonly AnomalyKind ChunkSizeZeros = new("chunk-size-zeros", "RFC 9112 section 7.1", "A chunk's size with leading zeros.");
    public static readonly AnomalyKind TrailerUnannounced = new("trailer-unannounced", "RFC 9110 section 6.6.2", "A trailer field that Trailer does not name.");
    public static readonly AnomalyKind TrailerForbidden = new("trailer-forbidden", "RFC 9110 section 6.5.1", "A trailer field that must stand in the head, such as Host or Authorization.");
    public static readonly AnomalyKind UnexpectedContent = new("unexpected-content", "RFC 9110 section 9.3", "A body with GET, HEAD, DELETE, CONNECT or TRACE.");
    public static readonly AnomalyKind ContentEncodingIdentity = new("content-encoding-identity", "RFC 9110 section 8.4.1", "Identity, which is for Accept-Encoding alone.");
    public static readonly AnomalyKind ConnectionOption = new("connection-option", "RFC 9110 section 7.6.1", "Connection names a field that is for every recipient: a proxy would take it away.");
    public static readonly AnomalyKind ConnectionContradiction = new("connection-contradiction", "RFC 9112 section 9.3", "Close and keep-alive.");
    public static readonly AnomalyKind TeUnannounced = new("te-unannounced", "RFC 9110 section 10.1.4", "TE, which Connection does not name.");
    public static readonly AnomalyKind UpgradeUnannounced = new("upgrade-unannounced", "RFC 9110 section 7.8", "Upgrade, which Connection does not name.");
    public static readonly AnomalyKind ProxyConnection = new("proxy-connection", "RFC 9112 appendix C.2.2", "Proxy-Connection, which is no field of HTTP.");
    public static readonly AnomalyKind ExpectationUnknown = new("expectation-unknown", "RFC 9110 section 10.1.1", "An Expect other than 100-continue.");
    public static readonly AnomalyKind ExpectationIdle = new("expectation-without-content", "RFC 9110 section 10.1.1", "100-continue without a body to wait with.");

    public static IReadOnlyList<AnomalyKind> All { get; } =
    [
        RequestLine, MethodCase, TargetCharacters, TargetFragment, TargetPercent, TargetDotSegments, TargetUserInfo, HostDiffers, HostEmpty, BareLineFeed,
        LeadingEmptyLine, ObsText, ControlCharacter, RepeatedField, RepeatedCookie, LengthAndCoding, LengthZeros, TransferCoding,
        TransferEncodingHttp10, ChunkExtension, ChunkSizeZeros, TrailerUnannounced, TrailerForbidden, UnexpectedContent, ContentEncodingIdentity,
        ConnectionOption, ConnectionContradiction, TeUnannounced, UpgradeUnannounced, ProxyConnection, ExpectationUnknown, ExpectationIdle,
    ];
}
