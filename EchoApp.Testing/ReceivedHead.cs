namespace EchoApp.Testing;

/// <summary>What the API tells of a request, of which this is what is asked for.</summary>
internal sealed record ReceivedHead(Guid Id, string Bin, string Method, string Target, string Path, DateTime ReceivedAt, int Status, string? ContentType, long BodyLength, IReadOnlyList<string[]> Headers)
    : RequestSummary(Id, Bin, Method, Target, Path, ReceivedAt, Status, ContentType, BodyLength);
