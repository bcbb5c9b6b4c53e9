namespace EchoApp.Web.Comparison;

/// <summary>Lines that stand beside each other.</summary>
/// <param name="Difference">How they differ.</param>
/// <param name="Left">Null where the right alone has it.</param>
/// <param name="Right">Null where the left alone has it.</param>
internal sealed record TextLine(Difference Difference, SideLine? Left, SideLine? Right);
