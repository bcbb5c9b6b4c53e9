namespace EchoApp.Web.Echo.Body.Multipart;

/// <summary>A header of a part as sent, without the line ends of a folded one (RFC 5322 section 2.2.3).</summary>
internal readonly record struct PartHeader(string Name, string Value);
