namespace EchoApp.Web.Echo.Body;

/// <summary>Collects what is wrong with a body, for <c>body.error</c>: sentences that name the place, in bytes counted from 0, and the matter.</summary>
internal sealed class BodyNotes
{
    private const int MaxCount = 16;
    private const int LongestQuote = 64;

    private readonly List<string> _notes = [];
    private HashSet<string>? _matters;

    public string? Text => _notes.Count == 0 ? null : string.Join(' ', _notes);

    public static string Quote(string value)
    {
        var text = HeaderText.Decode(value);
        return text.Length <= LongestQuote ? $"'{text}'" : $"'{text[..LongestQuote]}…'";
    }

    public void Add(string note)
    {
        if (_notes.Count < MaxCount && !_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }

    /// <summary>Adds a note on what may be wrong in many places, of which the first is told.</summary>
    public void AddFirst(string matter, string note)
    {
        if ((_matters ??= []).Add(matter))
        {
            Add(note);
        }
    }
}
