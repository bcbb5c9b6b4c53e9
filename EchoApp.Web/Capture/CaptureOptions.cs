namespace EchoApp.Web.Capture;

/// <summary>What is captured; the configuration section <c>Capture</c>.</summary>
/// <param name="InMemory">Whether bins take requests that are kept in memory alone, where there is no place for a file.</param>
/// <param name="MaxBins">How many bins there may be.</param>
internal sealed record CaptureOptions(bool InMemory, int MaxBins)
{
    public const string Section = "Capture";
}
