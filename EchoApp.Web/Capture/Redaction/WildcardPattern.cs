namespace EchoApp.Web.Capture.Redaction;

/// <summary>A name in which <c>*</c> stands for any run of characters, also an empty one.</summary>
internal sealed class WildcardPattern
{
    private readonly string _first;
    private readonly string _last;
    private readonly string[] _between;
    private readonly int _least;

    public WildcardPattern(string pattern)
    {
        var pieces = pattern.Split('*');
        (_first, _last) = (pieces[0], pieces[^1]);
        _between = [.. pieces[1..^1].Where(piece => piece.Length > 0)];
        _least = pieces.Sum(piece => piece.Length);
    }

    public bool Matches(ReadOnlySpan<char> name)
    {
        if (name.Length < _least
            || !name.EndsWith(_last, StringComparison.OrdinalIgnoreCase)
            || !name.StartsWith(_first, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var rest = name[_first.Length..^_last.Length];
        foreach (var piece in _between)
        {
            var at = rest.IndexOf(piece, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + piece.Length)..];
        }

        return true;
    }
}
