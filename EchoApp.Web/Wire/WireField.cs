namespace EchoApp.Web.Wire;

/// <summary>
/// Where a field line's name and value are in the bytes of their section, and which field it is if it is a known one. The value is without the
/// whitespace around it (RFC 9112 section 5).
/// </summary>
internal readonly record struct WireField(int NameStart, int NameLength, int ValueStart, int ValueLength, KnownField Known);
