using System.Globalization;
using EchoApp.Web.Bins;
using EchoApp.Web.Pages;
using EchoApp.Web.Retention;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector;

/// <summary>The bins that the paths of pages name.</summary>
internal sealed class InspectedBins(IStore store, Instance instance, RetentionOptions retention)
{
    /// <summary>In the query of what a page asks for once it is there: the bin that it shows, by when that was made. Another of the same name is not it.</summary>
    private const string Made = "made";

    /// <summary>Adds to a query that it is asked of no other bin.</summary>
    public static QueryString OfNoOther(QueryString query, BinView bin) => query.Add(Made, Number(bin.CreatedAt));

    /// <summary>Answers with the bin of the path, or that there is none.</summary>
    public async Task<IResult> WithAsync(HttpContext context, Func<MeasuredBin, Task<IResult>> answer) =>
        BinName.TryParse(BinsApi.NameIn(context), out var name) && await store.Bins.MeasureAsync(name, context.RequestAborted) is { } bin && IsMeant(context, bin.Bin) ? await answer(bin) : BinsApi.NotFound(BinsApi.NameIn(context));

    private static bool IsMeant(HttpContext context, Bin bin) => context.Request.Query[Made] is not [{ } made] || made == Number(bin.CreatedAt.UtcDateTime);

    private static string Number(DateTime time) => time.Ticks.ToString(CultureInfo.InvariantCulture);

    public BinView View(MeasuredBin bin, HttpContext context) => BinView.Of(bin, context, instance, retention);
}
