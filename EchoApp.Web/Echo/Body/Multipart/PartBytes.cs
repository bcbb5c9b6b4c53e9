namespace EchoApp.Web.Echo.Body.Multipart;

/// <summary>Takes bytes of a part, which stay as they are only during the call.</summary>
internal delegate void PartBytes(ReadOnlySpan<byte> bytes);
