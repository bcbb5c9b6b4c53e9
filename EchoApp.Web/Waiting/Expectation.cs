using EchoApp.Web.Queries;

namespace EchoApp.Web.Waiting;

/// <summary>What is waited for in a bin.</summary>
/// <param name="Query">Which requests.</param>
/// <param name="Count">How many of them; of 0 there is nothing to wait for.</param>
/// <param name="Timeout">How long.</param>
/// <param name="After">The position behind which they count: 0 for all that are there.</param>
internal sealed record Expectation(WrittenQuery Query, int Count, TimeSpan Timeout, long After);
