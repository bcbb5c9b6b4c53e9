namespace EchoApp.Web.Comparison;

/// <summary>A name with all its values.</summary>
/// <param name="Name">As the left has it first; as the right has, where that alone does.</param>
/// <param name="Difference">How the values differ.</param>
/// <param name="Left">Those of the left, in order; null for a parameter that is only a name.</param>
/// <param name="Right">Those of the right.</param>
/// <param name="Reordered">Whether they are the same values in another order.</param>
/// <param name="Respelled">Whether it is written in another way that means the same.</param>
internal sealed record ComparedName(string Name, Difference Difference, IReadOnlyList<string?> Left, IReadOnlyList<string?> Right, bool Reordered, bool Respelled);
