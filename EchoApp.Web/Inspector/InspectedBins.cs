using EchoApp.Web.Bins;
using EchoApp.Web.Pages;
using EchoApp.Web.Retention;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector;

/// <summary>The bins that the paths of pages name.</summary>
internal sealed class InspectedBins(IStore store, Instance instance, RetentionOptions retention)
{
    /// <summary>Answers with the bin of the path, or that there is none.</summary>
    public async Task<IResult> WithAsync(HttpContext context, Func<MeasuredBin, Task<IResult>> answer) =>
        BinName.TryParse(BinsApi.NameIn(context), out var name) && await store.Bins.MeasureAsync(name, context.RequestAborted) is { } bin ? await answer(bin) : BinsApi.NotFound(BinsApi.NameIn(context));

    public BinView View(MeasuredBin bin, HttpContext context) => BinView.Of(bin, context, instance, retention);
}
