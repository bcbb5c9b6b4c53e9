namespace EchoApp.Web.Reading;

/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is to be shown.</param>
/// <param name="Source">What that stands for, which is to be copied.</param>
internal readonly record struct TextPiece(TextPieceKind Kind, string Text, string Source);
