namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <summary>Exponential histograms become this too, with the bounds of their buckets.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Bounds">Upper bounds, inclusive, ascending; the last bucket has none, so that there is one bound fewer than counts.</param>
/// <param name="Counts">Values by bucket.</param>
/// <param name="Min">NaN where it was not sent.</param>
/// <param name="Max">NaN where it was not sent.</param>
internal sealed record HistogramBuckets(ulong Count, IReadOnlyList<double> Bounds, IReadOnlyList<ulong> Counts, double Min, double Max);
