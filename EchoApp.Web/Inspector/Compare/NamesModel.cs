using EchoApp.Web.Comparison;

namespace EchoApp.Web.Inspector.Compare;

/// <param name="Key">What the section is called in the page's source.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Names">The names.</param>
/// <param name="IsAll">Whether those that are the same are shown too.</param>
internal sealed record NamesModel(string Key, string Title, NamesComparison Names, bool IsAll)
{
    public IReadOnlyList<ComparedName> Shown { get; } = [.. Names.Items.Where(item => IsAll || item.Difference != Difference.Same || item.Respelled)];

    /// <summary>How many are left out, as they are the same.</summary>
    public int LeftOut => Names.Items.Count - Shown.Count;
}
