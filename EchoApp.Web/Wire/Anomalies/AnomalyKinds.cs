namespace EchoApp.Web.Wire.Anomalies;

/// <summary>Every anomaly that is looked for; docs/echo.md has the same list with a sentence on each.</summary>
internal static class AnomalyKinds
{
    public static readonly AnomalyKind RequestLine = new("request-line", "RFC 9112 section 3");
    public static readonly AnomalyKind MethodCase = new("method-case", "RFC 9110 section 9.1");
    public static readonly AnomalyKind TargetCharacters = new("target-characters", "RFC 3986 section 2");
    public static readonly AnomalyKind TargetFragment = new("target-fragment", "RFC 9112 section 3.2");
    public static readonly AnomalyKind TargetPercent = new("target-percent", "RFC 3986 section 2.1");
    public static readonly AnomalyKind TargetDotSegments = new("target-dot-segments", "RFC 3986 section 6.2.2.3");
    public static readonly AnomalyKind TargetUserInfo = new("target-userinfo", "RFC 9110 section 4.2.4");
    public static readonly AnomalyKind HostDiffers = new("host-differs", "RFC 9112 section 3.2.2");
    public static readonly AnomalyKind HostEmpty = new("host-empty", "RFC 9110 section 7.2");
    public static readonly AnomalyKind BareLineFeed = new("bare-line-feed", "RFC 9112 section 2.2");
    public static readonly AnomalyKind LeadingEmptyLine = new("leading-empty-line", "RFC 9112 section 2.2");
    public static readonly AnomalyKind ObsText = new("obs-text", "RFC 9110 section 5.5");
    public static readonly AnomalyKind ControlCharacter = new("control-character", "RFC 9110 section 5.5");
    public static readonly AnomalyKind RepeatedField = new("repeated-field", "RFC 9110 section 5.3");
    public static readonly AnomalyKind RepeatedCookie = new("repeated-cookie", "RFC 6265 section 5.4");
    public static readonly AnomalyKind LengthAndCoding = new("content-length-and-transfer-encoding", "RFC 9112 section 6.1");
    public static readonly AnomalyKind LengthZeros = new("content-length-zeros", "RFC 9110 section 8.6");
    public static readonly AnomalyKind TransferCoding = new("transfer-coding", "RFC 9112 section 6.1");
    public static readonly AnomalyKind TransferEncodingHttp10 = new("transfer-encoding-http10", "RFC 9112 section 6.1");
    public static readonly AnomalyKind ChunkExtension = new("chunk-extension", "RFC 9112 section 7.1.1");
    public static readonly AnomalyKind ChunkSizeZeros = new("chunk-size-zeros", "RFC 9112 section 7.1");
    public static readonly AnomalyKind TrailerUnannounced = new("trailer-unannounced", "RFC 9110 section 6.6.2");
    public static readonly AnomalyKind TrailerForbidden = new("trailer-forbidden", "RFC 9110 section 6.5.1");
    public static readonly AnomalyKind UnexpectedContent = new("unexpected-content", "RFC 9110 section 9.3");
    public static readonly AnomalyKind ContentEncodingIdentity = new("content-encoding-identity", "RFC 9110 section 8.4.1");
    public static readonly AnomalyKind ConnectionOption = new("connection-option", "RFC 9110 section 7.6.1");
    public static readonly AnomalyKind ConnectionContradiction = new("connection-contradiction", "RFC 9112 section 9.3");
    public static readonly AnomalyKind TeUnannounced = new("te-unannounced", "RFC 9110 section 10.1.4");
    public static readonly AnomalyKind UpgradeUnannounced = new("upgrade-unannounced", "RFC 9110 section 7.8");
    public static readonly AnomalyKind ProxyConnection = new("proxy-connection", "RFC 9112 appendix C.2.2");
    public static readonly AnomalyKind ExpectationUnknown = new("expectation-unknown", "RFC 9110 section 10.1.1");
    public static readonly AnomalyKind ExpectationIdle = new("expectation-without-content", "RFC 9110 section 10.1.1");

    public static IReadOnlyList<AnomalyKind> All { get; } =
    [
        RequestLine, MethodCase, TargetCharacters, TargetFragment, TargetPercent, TargetDotSegments, TargetUserInfo, HostDiffers, HostEmpty, BareLineFeed,
        LeadingEmptyLine, ObsText, ControlCharacter, RepeatedField, RepeatedCookie, LengthAndCoding, LengthZeros, TransferCoding,
        TransferEncodingHttp10, ChunkExtension, ChunkSizeZeros, TrailerUnannounced, TrailerForbidden, UnexpectedContent, ContentEncodingIdentity,
        ConnectionOption, ConnectionContradiction, TeUnannounced, UpgradeUnannounced, ProxyConnection, ExpectationUnknown, ExpectationIdle,
    ];
}
