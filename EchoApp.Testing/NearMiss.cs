namespace EchoApp.Testing;

/// <summary>A request that came, and was not what was expected.</summary>
/// <param name="Request">The request.</param>
/// <param name="Held">How many of the conditions held of it.</param>
/// <param name="Conditions">How many there were.</param>
/// <param name="Differences">What differed.</param>
public sealed record NearMiss(RequestSummary Request, int Held, int Conditions, IReadOnlyList<UnmetCondition> Differences);
