namespace EchoApp.Web.Capture.Redaction;

/// <summary>An object or an array that has begun, and where in it the scan is: the name of the member, or the index of the element.</summary>
internal record struct JsonFrame(bool IsArray, Piece Name, int Index);
