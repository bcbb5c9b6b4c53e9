namespace EchoApp.Web.Capture;

/// <summary>When a request came.</summary>
/// <param name="ReceivedAt">When its head had.</param>
/// <param name="BodyTook">How long its body took after that; null without one, and where nobody has looked.</param>
internal readonly record struct Arrival(DateTimeOffset ReceivedAt, TimeSpan? BodyTook = null);
