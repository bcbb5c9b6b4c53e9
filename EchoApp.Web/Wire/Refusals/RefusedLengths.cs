namespace EchoApp.Web.Wire.Refusals;

/// <summary>In bytes, as far as they came.</summary>
internal sealed record RefusedLengths(long RequestLine, long Head, long? Line);
