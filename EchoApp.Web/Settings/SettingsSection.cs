using System.Globalization;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Settings;

/// <summary>A section of the configuration all of whose keys are known. What makes no sense in it ends the start with one line that names the setting as an environment variable.</summary>
internal sealed class SettingsSection
{
    private readonly IConfigurationSection _section;

    /// <param name="configuration">The settings.</param>
    /// <param name="name">That of the section.</param>
    /// <param name="keys">All that there are.</param>
    /// <exception cref="StartupException">There is another one.</exception>
    public SettingsSection(IConfiguration configuration, string name, params string[] keys)
    {
        _section = configuration.GetSection(name);
        if (_section.GetChildren().FirstOrDefault(entry => !keys.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            // Without its value, which may be a secret under a name that is misspelled.
            throw new StartupException($"{Name(unknown.Key)}: it is no setting; there {(keys.Length == 1 ? "is" : "are")} {string.Join(", ", keys)}.");
        }
    }

    /// <summary>The text of a setting; null where it is not given.</summary>
    public string? this[string key] => _section[key];

    /// <returns>False where it is not given.</returns>
    /// <exception cref="StartupException">It is none.</exception>
    public bool Switch(string key) => this[key] switch
    {
        null => false,
        var text when bool.TryParse(text, out var value) => value,
        _ => throw Wrong(key, "must be true or false"),
    };

    /// <param name="key">The setting.</param>
    /// <param name="least">The least that it may be.</param>
    /// <param name="most">The most that it may be.</param>
    /// <param name="rule">What it must be.</param>
    /// <returns>Null where it is not given.</returns>
    /// <exception cref="StartupException">It is none.</exception>
    public long? Whole(string key, long least, long most, string rule) => this[key] switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most => value,
        _ => throw Wrong(key, $"must be {rule}"),
    };

    /// <summary>What ends the start.</summary>
    /// <param name="key">The setting that is wrong.</param>
    /// <param name="rule">What stands behind "it".</param>
    public StartupException Wrong(string key, string rule)
    {
        var value = this[key];
        return new($"{Name(key)}{(value is null ? "" : $"={LogText.Escape(value)}")}: it {rule}.");
    }

    private string Name(string key) => $"{_section.Path}__{LogText.Escape(key)}";
}
