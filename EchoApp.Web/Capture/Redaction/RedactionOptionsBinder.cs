using Microsoft.Extensions.Options;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Binds <see cref="RedactionOptions"/> by hand, so that each mistake is told with its key. A setting replaces the defaults of its list.</summary>
internal sealed class RedactionOptionsBinder(IConfiguration configuration) : IConfigureOptions<RedactionOptions>
{
    private readonly List<string> _failures = [];
    private readonly SortedSet<string> _keys = new(StringComparer.OrdinalIgnoreCase) { FingerprintKey.Key };

    public void Configure(RedactionOptions options)
    {
        var section = configuration.GetSection(RedactionOptions.Section);
        options.Headers = Names(section, nameof(RedactionOptions.Headers), options.Headers);
        options.QueryParameters = Names(section, nameof(RedactionOptions.QueryParameters), options.QueryParameters);
        options.JsonMembers = Names(section, nameof(RedactionOptions.JsonMembers), options.JsonMembers);
        options.FormFields = Names(section, nameof(RedactionOptions.FormFields), options.FormFields);
        foreach (var entry in section.GetChildren().Where(entry => !_keys.Contains(entry.Key)))
        {
            _failures.Add($"{entry.Path} is no setting; there are {string.Join(", ", _keys)}.");
        }

        if (_failures.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(RedactionOptions), _failures);
        }
    }

    private IReadOnlyList<string> Names(IConfigurationSection section, string key, IReadOnlyList<string> otherwise)
    {
        _keys.Add(key);
        var entry = section.GetSection(key);
        foreach (var child in entry.GetChildren())
        {
            _failures.Add($"{child.Path} is no setting; {section.Path}:{key} is one list of names with commas between them.");
        }

        if (entry.Value is not { } text)
        {
            return otherwise;
        }

        if (string.IsNullOrWhiteSpace(text) && !text.Any(IsOddControl))
        {
            return [];
        }

        var names = text.Split(',').Select(name => name.Trim(' ', '\t')).ToArray();
        if (names.Any(name => name.Length == 0))
        {
            _failures.Add($"{section.Path}:{key} has an empty name: names have one comma between them.");
        }

        if (names.Any(name => name.Any(char.IsControl)))
        {
            _failures.Add($"{section.Path}:{key} has a name with a control character.");
        }

        return names;
    }

    private static bool IsOddControl(char character) => char.IsControl(character) && character is not '\t';
}
