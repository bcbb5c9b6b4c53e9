using EchoApp.Web.Requests;

namespace EchoApp.Web.Waiting;

/// <param name="Satisfied">Whether as many have come as were waited for.</param>
/// <param name="Requests">Those that have come, in the order in which they were stored; no more than were waited for.</param>
/// <param name="Position">Where it stands, for <c>after</c>: behind the last of the requests, or, where not enough have come, behind all that was looked at.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="NearMisses">Where not enough have come: those that came nearest, and are not what was waited for.</param>
internal sealed record AwaitedRequests(bool Satisfied, IReadOnlyList<RequestView> Requests, string Position, double Seconds, IReadOnlyList<NearMiss> NearMisses);
