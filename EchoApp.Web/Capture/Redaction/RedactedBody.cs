namespace EchoApp.Web.Capture.Redaction;

/// <summary>What is stored of a body.</summary>
internal readonly record struct RedactedBody(ReadOnlyMemory<byte> Bytes, RedactedForm Form);
