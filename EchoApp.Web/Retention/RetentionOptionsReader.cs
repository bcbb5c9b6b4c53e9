using System.Globalization;
using EchoApp.Web.Logging;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Retention;

internal static class RetentionOptionsReader
{
    private const long DefaultRequests = 100_000;

    private static readonly string[] _keys = [nameof(BinRetention.Age), nameof(BinRetention.Bytes), nameof(BinRetention.Requests), nameof(RetentionOptions.TotalBytes)];

    /// <param name="configuration">The settings.</param>
    /// <param name="most">Bytes that the store may hold: what is kept is less by default, so that there is room for what arrives meanwhile.</param>
    /// <exception cref="StartupException">A setting makes no sense.</exception>
    public static RetentionOptions Read(IConfiguration configuration, long most)
    {
        var section = configuration.GetSection(RetentionOptions.Section);
        if (section.GetChildren().FirstOrDefault(entry => !_keys.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Wrong(unknown, $"is no setting; there are {string.Join(", ", _keys)}");
        }

        var total = section.GetSection(nameof(RetentionOptions.TotalBytes));
        var totalBytes = Number(total) ?? most - (most / 10);
        return totalBytes <= most
            ? new RetentionOptions(
                new BinRetention
                {
                    Requests = Number(section.GetSection(nameof(BinRetention.Requests))) ?? DefaultRequests,
                    Age = Age(section.GetSection(nameof(BinRetention.Age))),
                    Bytes = Number(section.GetSection(nameof(BinRetention.Bytes))),
                },
                totalBytes == 0 ? null : totalBytes)
            : throw Wrong(total, $"must be at most {most}, which is Data__MaxBytes: what is more is refused, and never kept");
    }

    private static long? Number(IConfigurationSection setting) => setting.Value switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) => value,
        _ => throw Wrong(setting, "must be a whole number, or 0 for no limit"),
    };

    private static string? Age(IConfigurationSection setting) =>
        setting.Value is { } text && RetentionAge.Parse(text) is null ? throw Wrong(setting, $"must be {RetentionAge.Rule}") : setting.Value;

    private static StartupException Wrong(IConfigurationSection setting, string rule) =>
        new($"{LogText.Escape(setting.Path.Replace(":", "__", StringComparison.Ordinal))}{(setting.Value is null ? "" : $"={LogText.Escape(setting.Value)}")}: it {rule}.");
}
