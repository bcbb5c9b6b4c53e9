namespace EchoApp.Testing;

/// <summary>What a request had in the place of what was expected.</summary>
/// <param name="Condition">What was expected, in the query language of EchoApp.</param>
/// <param name="Field">Where: <c>method</c>, <c>header.x-event</c>, <c>json./order/id</c>.</param>
/// <param name="Actual">What was there, up to 200 characters; null where nothing was.</param>
/// <param name="Note">Why there was nothing, or what there is instead.</param>
public sealed record UnmetCondition(string Condition, string Field, string? Actual, string? Note);
