using System.Globalization;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

/// <summary>Binds <see cref="EchoOptions"/> by hand, so that each mistake is told with its key, its range and its value.</summary>
internal sealed class EchoOptionsBinder(IConfiguration configuration, IEnumerable<ReservedPrefix> prefixes) : IConfigureOptions<EchoOptions>
{
    private readonly List<string> _failures = [];
    private readonly SortedSet<string> _keys = new(StringComparer.OrdinalIgnoreCase);

    public void Configure(EchoOptions options)
    {
        var section = configuration.GetSection(EchoOptions.Section);
        options.Wire = Switch(section, nameof(EchoOptions.Wire), options.Wire);
        options.Pretty = Switch(section, nameof(EchoOptions.Pretty), options.Pretty);
        options.Raw = Switch(section, nameof(EchoOptions.Raw), options.Raw);
        options.MaxBodyKept = (int)Bytes(section, nameof(EchoOptions.MaxBodyKept), options.MaxBodyKept, 0, EchoOptions.LargestBodyKept);
        options.MaxBodyLength = Bytes(section, nameof(EchoOptions.MaxBodyLength), options.MaxBodyLength, 0, long.MaxValue);
        options.MaxDecodedLength = Bytes(section, nameof(EchoOptions.MaxDecodedLength), options.MaxDecodedLength, 0, long.MaxValue);
        options.MaxDecodedRatio = (int)Whole(section, nameof(EchoOptions.MaxDecodedRatio), options.MaxDecodedRatio, 1, int.MaxValue, "a whole number");
        options.MemoryBudget = Value(section, nameof(EchoOptions.MemoryBudget)) is null
            ? null : Bytes(section, nameof(EchoOptions.MemoryBudget), 0, EchoOptions.LeastMemoryBudget, long.MaxValue);
        options.MinBodyRate = (int)Whole(section, nameof(EchoOptions.MinBodyRate), options.MinBodyRate, 0, int.MaxValue, "a whole number of bytes a second");
        options.BodyRateWindow = (int)Whole(section, nameof(EchoOptions.BodyRateWindow), options.BodyRateWindow, 1, 3600, "a whole number of seconds");
        options.MaxConnections = Value(section, nameof(EchoOptions.MaxConnections)) is null
            ? null : (int)Whole(section, nameof(EchoOptions.MaxConnections), 0, 1, int.MaxValue, "a whole number");
        options.InlineCompletions = Switch(section, nameof(EchoOptions.InlineCompletions), options.InlineCompletions);
        foreach (var entry in section.GetSection(nameof(EchoOptions.Prefixes)).GetChildren())
        {
            BindPrefix(options, entry);
        }

        _keys.Add(nameof(EchoOptions.Prefixes));
        foreach (var entry in section.GetChildren().Where(entry => !_keys.Contains(entry.Key)))
        {
            _failures.Add($"{entry.Path} is no setting; there are {string.Join(", ", _keys)}.");
        }

        if (_failures.Count > 0)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(EchoOptions), _failures);
        }
    }

    private string? Value(IConfigurationSection section, string key)
    {
        _keys.Add(key);
        return section[key];
    }

    private bool Switch(IConfigurationSection section, string key, bool otherwise)
    {
        if (Value(section, key) is not { } text || bool.TryParse(text, out otherwise))
        {
            return otherwise;
        }

        _failures.Add($"{section.Path}:{key} must be true or false, not '{text}'.");
        return otherwise;
    }

    private long Bytes(IConfigurationSection section, string key, long otherwise, long least, long most) =>
        Whole(section, key, otherwise, least, most, "a whole number of bytes");

    private long Whole(IConfigurationSection section, string key, long otherwise, long least, long most, string what)
    {
        var text = Value(section, key);
        if (text is null)
        {
            return otherwise;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        _failures.Add($"{section.Path}:{key} must be {what} from {least} to {most}, not '{text}'.");
        return otherwise;
    }

    private void BindPrefix(EchoOptions options, IConfigurationSection entry)
    {
        if (!prefixes.Any(prefix => string.Equals(prefix.Name, entry.Key, StringComparison.OrdinalIgnoreCase)))
        {
            var known = string.Join(", ", prefixes.Select(prefix => prefix.Name));
            _failures.Add($"{entry.Path} names no reserved prefix; there {(known.Length == 0 ? "are none" : "are: " + known)}.");
        }
        else if (bool.TryParse(entry.Value, out var on))
        {
            options.Prefixes[entry.Key] = on;
        }
        else
        {
            _failures.Add($"{entry.Path} must be true or false, not '{entry.Value}'.");
        }
    }
}
