namespace EchoApp.Web.Reading;

/// <param name="Value">What is accepted, with its own parameters.</param>
/// <param name="Weight">0 to 1, 1 where none is given; null for one that cannot be.</param>
/// <param name="Sent">The weight as sent; null where none is given.</param>
internal sealed record WeightedValue(string Value, decimal? Weight, string? Sent);
