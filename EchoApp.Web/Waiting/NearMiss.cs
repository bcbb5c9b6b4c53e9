using EchoApp.Web.Requests;

namespace EchoApp.Web.Waiting;

/// <param name="Request">A request that was not waited for.</param>
/// <param name="Held">How many of the conditions held of it.</param>
/// <param name="Conditions">How many there are.</param>
/// <param name="Differences">What differed.</param>
internal sealed record NearMiss(RequestItem Request, int Held, int Conditions, IReadOnlyList<UnmetCondition> Differences);
