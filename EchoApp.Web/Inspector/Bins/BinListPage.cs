using EchoApp.Web.Access;
using EchoApp.Web.Bins;
using EchoApp.Web.Live;
using EchoApp.Web.Pages;
using EchoApp.Web.Retention;

namespace EchoApp.Web.Inspector.Bins;

/// <summary>The first page: all bins, and a new one.</summary>
internal sealed class BinListPage(BinSnapshots snapshots, BinActions actions, AccessToken token, Instance instance, RetentionOptions retention, LiveServices live)
{
    private const int LongestForm = 4096;

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPage([HttpMethods.Get, HttpMethods.Head], InspectorPath.Root, async context => Page(await ModelAsync(context)));
        pages.MapPage([HttpMethods.Post], InspectorPath.Root, CreateAsync);
        pages.MapPage([HttpMethods.Get], InspectorPath.Live, context => Task.FromResult<IResult>(new BinListStream(live, (age, ended) => RowsAsync(context, age, ended))));
    }

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        if ((await FormInput.ReadAsync(context, LongestForm))?.Last("name")?.Trim() is not { } name)
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, "That is not the form of a new bin.");
        }

        var (bin, refusal) = await actions.CreateAsync(new NewBin { Name = name is "" ? null : name }, context.RequestAborted);
        return bin is not null ? new SeeOther(InspectorPath.Of(bin.Name)) : Page(await ModelAsync(context) with { Refused = (name, refusal!.Detail) }, refusal.Status);
    }

    private async Task<BinsModel> ModelAsync(HttpContext context) => new(await BinsAsync(context, TimeSpan.Zero, context.RequestAborted), CanLogOut: !token.IsAnonymous, context.Request.Query.ContainsKey("new"));

    private async Task<IReadOnlyList<BinView>> BinsAsync(HttpContext context, TimeSpan age, CancellationToken cancellationToken) =>
        [.. (await snapshots.ReadAsync(age).WaitAsync(cancellationToken)).Select(bin => BinView.Of(bin, context, instance, retention))];

    private async Task<HtmlResult> RowsAsync(HttpContext context, TimeSpan age, CancellationToken cancellationToken) => new(new Inspector_Bins_BinRows { Model = await BinsAsync(context, age, cancellationToken) });

    private static HtmlResult Page(BinsModel model, int status = StatusCodes.Status200OK) =>
        new Page(PageTheme.InspectorWithParts, "Bins: EchoApp", "The bins, and what was sent to them.", new Inspector_Bins_BinList { Model = model }).ToResult(status);
}
