namespace EchoApp.Web.Waiting;

/// <param name="Condition">The condition that did not hold, as written.</param>
/// <param name="Field">What it is on: there is one of these for each, where a condition is made of several.</param>
/// <param name="Actual">What was there, in JSON where it is from a body that is JSON; cut where it is long, and null where there was nothing.</param>
/// <param name="Note">Why there was nothing, or what is to be known besides, in sentences.</param>
internal sealed record UnmetCondition(string Condition, string Field, string? Actual, string? Note);
