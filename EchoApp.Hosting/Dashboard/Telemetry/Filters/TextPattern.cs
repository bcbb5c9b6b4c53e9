namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>Equals a text ignoring case; <c>*</c> stands for any run of characters.</summary>
internal sealed class TextPattern(string pattern)
{
    private readonly string[] _parts = pattern.Split('*');

    public bool Matches(string? text)
    {
        if (text is null)
        {
            return false;
        }

        if (_parts.Length == 1)
        {
            return text.Equals(pattern, StringComparison.OrdinalIgnoreCase);
        }

        var (first, last) = (_parts[0], _parts[^1]);
        if (text.Length < first.Length + last.Length
            || !text.StartsWith(first, StringComparison.OrdinalIgnoreCase) || !text.EndsWith(last, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // The first place of each part leaves the most for those after it.
        var rest = text.AsSpan(first.Length, text.Length - first.Length - last.Length);
        foreach (var part in _parts[1..^1])
        {
            var index = rest.IndexOf(part, StringComparison.OrdinalIgnoreCase);
            if (index < 0)
            {
                return false;
            }

            rest = rest[(index + part.Length)..];
        }

        return true;
    }
}
