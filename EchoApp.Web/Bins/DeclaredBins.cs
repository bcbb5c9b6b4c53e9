using EchoApp.Web.Logging;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>The bins that configuration declares: <c>Bins:{name}:…</c>.</summary>
internal static class DeclaredBins
{
    public const string Section = "Bins";

    private static readonly string[] _keys = [nameof(BinSettings.Raw)];

    /// <exception cref="StartupException">A name is none, or a setting makes no sense.</exception>
    public static IReadOnlyList<Bin> Read(IConfiguration configuration, DateTimeOffset now) =>
        [.. configuration.GetSection(Section).GetChildren().Select(entry => new Bin(Name(entry), IsDeclared: true, now, Settings(entry)))];

    private static BinName Name(IConfigurationSection entry) => BinName.TryParse(entry.Key, out var name)
        ? name
        : throw new StartupException($"Bins__{LogText.Escape(entry.Key)}: a bin's name has {BinName.Rule}.");

    private static BinSettings Settings(IConfigurationSection entry)
    {
        if (entry.Value is { Length: > 0 } value)
        {
            throw new StartupException($"Bins__{entry.Key}={LogText.Escape(value)}: a bin is declared by one of its settings, as in Bins__{entry.Key}__Raw=false.");
        }

        if (entry.GetChildren().FirstOrDefault(setting => !_keys.Contains(setting.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new StartupException($"Bins__{entry.Key}__{LogText.Escape(unknown.Key)} is no setting of a bin; there are {string.Join(", ", _keys)}.");
        }

        return entry[nameof(BinSettings.Raw)] switch
        {
            null => new BinSettings(),
            var text when bool.TryParse(text, out var raw) => new BinSettings { Raw = raw },
            var text => throw new StartupException($"Bins__{entry.Key}__Raw={LogText.Escape(text)}: it must be true or false."),
        };
    }
}
