namespace EchoApp.Web.Wire.Anomalies;

/// <summary>One that was found.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Detail">What exactly was sent; null where the kind says it all.</param>
internal readonly record struct Anomaly(AnomalyKind Kind, string? Detail = null);
