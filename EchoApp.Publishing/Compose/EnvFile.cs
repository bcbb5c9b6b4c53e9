using System.Text;

namespace EchoApp.Publishing.Compose;

/// <summary>
/// An environment file of Docker Compose, such as <c>.env</c>: its variables in the order of their names, as Aspire writes them, each with the
/// comments above it and a blank line behind it.
/// </summary>
internal sealed class EnvFile
{
    private readonly SortedDictionary<string, EnvEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _end = [];

    /// <summary>What stands in the file; nothing where there is none.</summary>
    public static EnvFile Load(string path) => File.Exists(path) ? Parse(File.ReadAllText(path)) : new EnvFile();

    public static EnvFile Parse(string text)
    {
        var file = new EnvFile();
        var before = new List<string>();
        using var reader = new StringReader(text);
        while (reader.ReadLine() is { } line)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || line.TrimStart().StartsWith('#'))
            {
                before.Add(line);
                continue;
            }

            var value = line[(equals + 1)..];
            while (EnvValue.IsOpen(value) && reader.ReadLine() is { } more)
            {
                value += $"\n{more}";
            }

            var key = line[..equals].Replace("export ", "", StringComparison.Ordinal).Trim();
            file._entries[key] = new EnvEntry(key, value, Trim(before));
            before = [];
        }

        file._end.AddRange(Trim(before));
        return file;
    }

    /// <returns>The value without its quotes; null where there is no such variable.</returns>
    public string? Find(string key) => _entries.TryGetValue(key, out var entry) ? EnvValue.Unquote(entry.RawValue) : null;

    /// <summary>Adds a variable without a value, unless it is there.</summary>
    public void AddPlaceholder(string key, string? comment) => _entries.TryAdd(key, new EnvEntry(key, "", Comment(comment)));

    /// <summary>Sets a variable; the comments above it stay, if there are any.</summary>
    public void Set(string key, string value, string? comment)
    {
        var before = _entries.TryGetValue(key, out var entry) && entry.Before.Count > 0 ? entry.Before : Comment(comment);
        _entries[key] = new EnvEntry(key, EnvValue.Quote(value), before);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var entry in _entries.Values)
        {
            foreach (var line in entry.Before)
            {
                text.Append(line).Append('\n');
            }

            text.Append(entry.Key).Append('=').Append(entry.RawValue).Append("\n\n");
        }

        _end.ForEach(line => text.Append(line).Append('\n'));
        return text.ToString();
    }

    private static List<string> Comment(string? comment) => string.IsNullOrWhiteSpace(comment) ? [] : [$"# {comment}"];

    // Blank lines at either end are the file's layout, those between comments the writer's.
    private static List<string> Trim(List<string> lines)
    {
        var begin = lines.FindIndex(line => !string.IsNullOrWhiteSpace(line));
        return begin < 0 ? [] : lines[begin..(lines.FindLastIndex(line => !string.IsNullOrWhiteSpace(line)) + 1)];
    }
}
