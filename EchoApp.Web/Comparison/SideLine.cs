namespace EchoApp.Web.Comparison;

/// <summary>A line of one text.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Pieces">It, without its LF.</param>
internal sealed record SideLine(int Number, IReadOnlyList<LinePiece> Pieces);
