namespace EchoApp.Web.Echo.Body;

/// <summary>Collects what is wrong with a body, for <c>body.error</c>.</summary>
internal sealed class BodyNotes
{
    private const int MaxCount = 8;

    private readonly List<string> _notes = [];

    public string? Text => _notes.Count == 0 ? null : string.Join(' ', _notes);

    public void Add(string note)
    {
        if (_notes.Count < MaxCount && !_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }
}
