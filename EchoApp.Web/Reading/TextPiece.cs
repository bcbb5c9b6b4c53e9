namespace EchoApp.Web.Reading;

/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is to be shown.</param>
internal readonly record struct TextPiece(TextPieceKind Kind, string Text);
