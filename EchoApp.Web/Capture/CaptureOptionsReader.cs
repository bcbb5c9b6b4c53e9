using System.Globalization;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Capture;

internal static class CaptureOptionsReader
{
    private const int DefaultMaxBins = 1000;
    private const int LargestMaxBins = 1_000_000;
    private const int DefaultMaxRequestsPerSecond = 100_000;
    private const int LargestMaxRequestsPerSecond = 1_000_000;
    private static readonly string[] _keys =
        [nameof(CaptureOptions.CreateOnFirstUse), nameof(CaptureOptions.InMemory), nameof(CaptureOptions.MaxBins), nameof(CaptureOptions.MaxRequestsPerSecond), nameof(CaptureOptions.Recent)];

    /// <exception cref="StartupException">A setting makes no sense.</exception>
    public static CaptureOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(CaptureOptions.Section);
        if (section.GetChildren().FirstOrDefault(entry => !_keys.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Wrong(unknown, $"is no setting; there are {string.Join(", ", _keys)}");
        }

        return new CaptureOptions(
            Switch(section.GetSection(nameof(CaptureOptions.InMemory))),
            Count(section.GetSection(nameof(CaptureOptions.MaxBins)), DefaultMaxBins, LargestMaxBins),
            Count(section.GetSection(nameof(CaptureOptions.MaxRequestsPerSecond)), DefaultMaxRequestsPerSecond, LargestMaxRequestsPerSecond),
            Switch(section.GetSection(nameof(CaptureOptions.CreateOnFirstUse))),
            Switch(section.GetSection(nameof(CaptureOptions.Recent))));
    }

    private static bool Switch(IConfigurationSection setting) => setting.Value switch
    {
        null => false,
        var text when bool.TryParse(text, out var value) => value,
        _ => throw Wrong(setting, "must be true or false"),
    };

    private static int Count(IConfigurationSection setting, int otherwise, int most) => setting.Value switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most => value,
        _ => throw Wrong(setting, $"must be a whole number from 1 to {most}"),
    };

    private static StartupException Wrong(IConfigurationSection setting, string rule) =>
        new($"{LogText.Escape(setting.Path.Replace(":", "__", StringComparison.Ordinal))}{(setting.Value is null ? "" : $"={LogText.Escape(setting.Value)}")}: it {rule}.");
}
