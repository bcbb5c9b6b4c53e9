namespace EchoApp.Hosting.Publishing;

/// <summary>A port as it is published.</summary>
/// <param name="Value">Null where whoever deploys the application chooses it.</param>
/// <param name="Origin">Where it comes from.</param>
internal sealed record PublishedPort(int? Value, PublishedPortOrigin Origin);
