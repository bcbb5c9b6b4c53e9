namespace EchoApp.Web.Comparison;

/// <param name="Text">A piece of a line.</param>
/// <param name="Differs">Whether the other line does not have it there.</param>
internal sealed record LinePiece(string Text, bool Differs);
