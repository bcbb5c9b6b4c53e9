namespace EchoApp.Web.Comparison;

/// <summary>Names with their values, such as fields and parameters, of both requests.</summary>
/// <param name="Items">Each name, in the order of the left, then those that the right alone has.</param>
/// <param name="Reordered">Whether names that both have as often come in another order.</param>
/// <param name="Respelled">Whether something is written in another way that means the same: the case of a name, percent signs, whitespace.</param>
/// <param name="Cut">Whether only the beginning of one of them is kept.</param>
internal sealed record NamesComparison(IReadOnlyList<ComparedName> Items, bool Reordered, bool Respelled, bool Cut = false)
{
    public bool Same => !Reordered && !Respelled && Items.All(item => item.Difference == Difference.Same);
}
