namespace EchoApp.Testing;

/// <summary>What <c>/api/bins/{bin}/await</c> answers.</summary>
internal sealed record AwaitAnswer(bool Satisfied, IReadOnlyList<ReceivedHead> Requests, string Position, double Seconds, IReadOnlyList<NearMiss> NearMisses);
