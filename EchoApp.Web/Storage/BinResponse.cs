namespace EchoApp.Web.Storage;

/// <summary>An answer that a bin gives.</summary>
/// <param name="Status">From 200 to 599.</param>
/// <param name="Headers">Beside those of the content.</param>
/// <param name="Body">Text with placeholders; null for the echo of the request where the status may have a body.</param>
/// <param name="ContentType">Of <paramref name="Body"/>; null for plain text.</param>
/// <param name="Delay">Seconds, at most 30, that it waits after the request is stored.</param>
internal sealed record BinResponse(int Status = 200, IReadOnlyDictionary<string, string>? Headers = null, string? Body = null, string? ContentType = null, double Delay = 0);
