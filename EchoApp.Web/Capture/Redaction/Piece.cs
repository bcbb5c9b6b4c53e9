namespace EchoApp.Web.Capture.Redaction;

/// <summary>Where something stands in a text: bytes from the start to before the end.</summary>
internal readonly record struct Piece(int Start, int End)
{
    public int Length => End - Start;
}
