using EchoApp.Web.Comparison;
using EchoApp.Web.Pages;

namespace EchoApp.Web.Inspector.Compare;

/// <summary>Two requests side by side: what differs, or all of them.</summary>
internal sealed class ComparePage(ComparisonReader reader)
{
    private const string All = "all";

    public void Map(IEndpointRouteBuilder pages) => pages.MapPage([HttpMethods.Get, HttpMethods.Head], InspectorPath.Of("{bin}", "{id:guid}/compare/{other:guid}"), ShowAsync);

    /// <param name="left">A request.</param>
    /// <param name="right">What it is compared with.</param>
    /// <param name="isAll">Whether what is the same is shown too.</param>
    public static string PathOf(ComparedRequest left, ComparedRequest right, bool isAll)
    {
        var query = left.Bin == right.Bin ? QueryString.Empty : QueryString.Create(ComparisonReader.OtherBin, right.Bin);
        return $"{InspectorPath.Of(left.Bin, left.Id)}/compare/{right.Id}{(isAll ? query.Add(All, "") : query).ToUriComponent()}";
    }

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        var isAll = context.Request.Query.ContainsKey(All);
        var (comparison, problem) = await reader.ReadAsync(context, isAll ? int.MaxValue : ComparisonReader.Around);
        return comparison is null
            ? problem!
            : new Page(PageTheme.Inspector, "Compare requests: EchoApp", $"What differs between two requests of the bin {comparison.Left.Bin}.", new Inspector_Compare_Compare { Model = new(comparison, isAll) }).ToResult();
    }
}
