namespace EchoApp.Web.Echo.Body.Multipart;

/// <summary>
/// The Content-Disposition of a part (RFC 7578 section 4.2). Names are as sent: a backslash escapes only a double quote, since browsers
/// and curl send others for themselves; words of RFC 2047 and percent signs have no meaning here.
/// </summary>
internal sealed record PartDisposition(string? Name, string? FileName, string? ExtendedFileName)
{
    /// <returns>Null for what is no disposition.</returns>
    public static PartDisposition? Parse(string text)
    {
        var end = text.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? text : text[..end]).Trim();
        if (type.Length == 0 || type.AsSpan().ContainsAny(" \t\"="))
        {
            return null;
        }

        string? name = null, fileName = null, extended = null;
        var position = end < 0 ? text.Length : end + 1;
        while (position < text.Length)
        {
            var (parameter, value) = Parameter(text, ref position);
            switch (parameter.ToLowerInvariant())
            {
                case "name":
                    name ??= value;
                    break;
                case "filename":
                    fileName ??= value;
                    break;
                case "filename*":
                    extended ??= value;
                    break;
            }
        }

        return new PartDisposition(name, fileName, extended);
    }

    private static (string Name, string Value) Parameter(string text, ref int position)
    {
        var end = text.AsSpan(position).IndexOfAny(';', '=');
        var name = (end < 0 ? text[position..] : text.Substring(position, end)).Trim();
        position = end < 0 ? text.Length : position + end;
        if (position == text.Length || text[position++] == ';')
        {
            return (name, "");
        }

        while (position < text.Length && text[position] is ' ' or '\t')
        {
            position++;
        }

        var value = position < text.Length && text[position] == '"' ? Quoted(text, ref position) : null;
        var rest = text.IndexOf(';', position);
        value ??= (rest < 0 ? text[position..] : text[position..rest]).Trim();
        position = rest < 0 ? text.Length : rest + 1;
        return (name, value);
    }

    /// <summary>A quoted string; one whose only end is an escaped quote (<c>"C:\"</c>) ends there. Null when it has no end.</summary>
    private static string? Quoted(string text, ref int position)
    {
        for (var i = position + 1; i < text.Length; i++)
        {
            var isEscaped = text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '"';
            if (isEscaped && text.IndexOf('"', i + 2) >= 0)
            {
                i++;
            }
            else if (text[i] == '"')
            {
                var value = text.Substring(position + 1, i - position - 1).Replace("\\\"", "\"", StringComparison.Ordinal);
                position = i + 1;
                return value;
            }
        }

        return null;
    }
}
