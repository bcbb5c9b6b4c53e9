namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>
/// Fields of requests and answers that are structured, and what they are: by the column "Structured Type" of IANA's HTTP Field Name Registry, and of those that
/// are not registered yet by their own specifications (Fetch Metadata, User-Agent Client Hints, Idempotency-Key).
/// </summary>
internal static class StructuredFieldNames
{
    private const StructuredFieldType Item = StructuredFieldType.Item;
    private const StructuredFieldType List = StructuredFieldType.List;
    private const StructuredFieldType Dictionary = StructuredFieldType.Dictionary;

    private static readonly Dictionary<string, StructuredFieldType> _types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Accept-CH"] = List,
        ["Accept-Signature"] = Dictionary,
        ["Available-Dictionary"] = Item,
        ["Cache-Groups"] = List,
        ["Cache-Status"] = List,
        ["Capsule-Protocol"] = Item,
        ["CDN-Cache-Control"] = Dictionary,
        ["Client-Cert"] = Item,
        ["Client-Cert-Chain"] = List,
        ["Content-Digest"] = Dictionary,
        ["Critical-CH"] = List,
        ["Cross-Origin-Embedder-Policy"] = Item,
        ["Cross-Origin-Embedder-Policy-Report-Only"] = Item,
        ["Cross-Origin-Opener-Policy"] = Item,
        ["Cross-Origin-Opener-Policy-Report-Only"] = Item,
        ["Deprecation"] = Item,
        ["Dictionary-ID"] = Item,
        ["Idempotency-Key"] = Item,
        ["Incremental"] = Item,
        ["Origin-Agent-Cluster"] = Item,
        ["Permissions-Policy"] = Dictionary,
        ["Priority"] = Dictionary,
        ["Proxy-Status"] = List,
        ["Reporting-Endpoints"] = Dictionary,
        ["Repr-Digest"] = Dictionary,
        ["Sec-CH-Device-Memory"] = Item,
        ["Sec-CH-DPR"] = Item,
        ["Sec-CH-Prefers-Color-Scheme"] = Item,
        ["Sec-CH-Prefers-Reduced-Motion"] = Item,
        ["Sec-CH-Prefers-Reduced-Transparency"] = Item,
        ["Sec-CH-UA"] = List,
        ["Sec-CH-UA-Arch"] = Item,
        ["Sec-CH-UA-Bitness"] = Item,
        ["Sec-CH-UA-Form-Factors"] = List,
        ["Sec-CH-UA-Full-Version"] = Item,
        ["Sec-CH-UA-Full-Version-List"] = List,
        ["Sec-CH-UA-Mobile"] = Item,
        ["Sec-CH-UA-Model"] = Item,
        ["Sec-CH-UA-Platform"] = Item,
        ["Sec-CH-UA-Platform-Version"] = Item,
        ["Sec-CH-UA-WoW64"] = Item,
        ["Sec-CH-Viewport-Height"] = Item,
        ["Sec-CH-Viewport-Width"] = Item,
        ["Sec-CH-Width"] = Item,
        ["Sec-Fetch-Dest"] = Item,
        ["Sec-Fetch-Mode"] = Item,
        ["Sec-Fetch-Site"] = Item,
        ["Sec-Fetch-Storage-Access"] = Item,
        ["Sec-Fetch-User"] = Item,
        ["Sec-GPC"] = Item,
        ["Sec-Purpose"] = Item,
        ["Signature"] = Dictionary,
        ["Signature-Input"] = Dictionary,
        ["Use-As-Dictionary"] = Dictionary,
        ["Want-Content-Digest"] = Dictionary,
        ["Want-Repr-Digest"] = Dictionary,
    };

    /// <summary>
    /// Whether a field has another form, which many send: keys without quotes, as before the draft of Idempotency-Key, and signatures of the draft before RFC 9421
    /// (draft-cavage-http-signatures).
    /// </summary>
    public static bool HasOtherForms(string name) => name.Equals("Idempotency-Key", StringComparison.OrdinalIgnoreCase) || name.Equals("Signature", StringComparison.OrdinalIgnoreCase);

    /// <returns>Null for a field that is not known to be structured.</returns>
    public static StructuredFieldType? TypeOf(string name) => _types.TryGetValue(name, out var type) ? type : null;
}
