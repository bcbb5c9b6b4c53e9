namespace EchoApp.Web.Wire;

/// <summary>The field names that this room has something to say about.</summary>
internal enum KnownField : byte
{
    None,
    Authorization,
    Connection,
    ContentEncoding,
    ContentLength,
    ContentType,
    Cookie,
    Expect,
    From,
    Host,
    IfModifiedSince,
    IfUnmodifiedSince,
    MaxForwards,
    Origin,
    ProxyAuthorization,
    ProxyConnection,
    Range,
    Referer,
    TE,
    Trailer,
    TransferEncoding,
    Upgrade,
    UserAgent,
    XContentLength,
}
