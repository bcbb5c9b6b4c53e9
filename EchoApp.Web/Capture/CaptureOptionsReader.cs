using System.Globalization;
using EchoApp.Web.Settings;

namespace EchoApp.Web.Capture;

internal static class CaptureOptionsReader
{
    private const int DefaultMaxBins = 1000;
    private const int LargestMaxBins = 1_000_000;
    private const int DefaultMaxRequestsPerSecond = 100_000;
    private const int LargestMaxRequestsPerSecond = 1_000_000;

    /// <exception cref="StartupException">A setting makes no sense.</exception>
    public static CaptureOptions Read(IConfiguration configuration)
    {
        var section = new SettingsSection(
            configuration,
            CaptureOptions.Section,
            nameof(CaptureOptions.CreateOnFirstUse),
            nameof(CaptureOptions.InMemory),
            nameof(CaptureOptions.MaxBins),
            nameof(CaptureOptions.MaxRequestsPerSecond),
            nameof(CaptureOptions.Recent));
        return new CaptureOptions(
            section.Switch(nameof(CaptureOptions.InMemory)),
            Count(section, nameof(CaptureOptions.MaxBins), LargestMaxBins) ?? DefaultMaxBins,
            Count(section, nameof(CaptureOptions.MaxRequestsPerSecond), LargestMaxRequestsPerSecond) ?? DefaultMaxRequestsPerSecond,
            section.Switch(nameof(CaptureOptions.CreateOnFirstUse)),
            section.Switch(nameof(CaptureOptions.Recent)));
    }

    private static int? Count(SettingsSection section, string key, int most) =>
        (int?)section.Whole(key, 1, most, string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {most}"));
}
