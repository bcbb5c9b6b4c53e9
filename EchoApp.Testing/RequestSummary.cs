namespace EchoApp.Testing;

/// <summary>A request in a few words.</summary>
/// <param name="Id">What it is called.</param>
/// <param name="Bin">Where it arrived.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">The request target: path and query, as sent.</param>
/// <param name="Path">The path, as sent.</param>
/// <param name="ReceivedAt">When its head had arrived, in UTC.</param>
/// <param name="Status">The status of the answer that it got.</param>
/// <param name="ContentType">The type of its body; null where none was given.</param>
/// <param name="BodyLength">Bytes of its body.</param>
public record RequestSummary(Guid Id, string Bin, string Method, string Target, string Path, DateTime ReceivedAt, int Status, string? ContentType, long BodyLength);
