namespace EchoApp.Web.Capture;

/// <summary>What is captured; the configuration section <c>Capture</c>.</summary>
/// <param name="InMemory">Whether bins take requests that are kept in memory alone, where there is no place for a file.</param>
/// <param name="MaxBins">How many bins there may be.</param>
/// <param name="MaxRequestsPerSecond">How many requests a bin takes in a second.</param>
/// <param name="CreateOnFirstUse">Whether a bin that is not there is made by the first request to it.</param>
/// <param name="Recent">Whether the last of what is echoed is kept in the bin <c>recent</c>.</param>
internal sealed record CaptureOptions(bool InMemory, int MaxBins, int MaxRequestsPerSecond, bool CreateOnFirstUse, bool Recent)
{
    public const string Section = "Capture";
}
