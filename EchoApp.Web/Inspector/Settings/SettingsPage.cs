using EchoApp.Web.Bins;
using EchoApp.Web.Echo;
using EchoApp.Web.Inspector.Requests;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;
using EchoApp.Web.Requests;
using EchoApp.Web.Retention;
using EchoApp.Web.Storage;
using RazorSlices;

namespace EchoApp.Web.Inspector.Settings;

/// <summary>What a bin answers and keeps, and how to empty and delete it.</summary>
internal sealed class SettingsPage(IStore store, BinActions bins, RequestActions requests, AnswerPreview preview, Instance instance, RetentionOptions retention)
{
    /// <summary>A body of as many characters as may be, each as three bytes that are written as nine.</summary>
    private const int LongestForm = 2 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder pages)
    {
        var path = InspectorPath.Of("{bin}", "settings");
        pages.MapPage([HttpMethods.Get, HttpMethods.Head], path, context => WithBinAsync(context, async bin => Page(await ModelAsync(bin, SettingsForm.Of(bin.Bin.Settings), context) with { IsSaved = context.Request.Query.ContainsKey("saved") })));
        pages.MapPage([HttpMethods.Post], path, context => WithFormAsync(context, (bin, form) => SaveAsync(context, bin, form)));
        pages.MapPage([HttpMethods.Post], $"{path}/preview", context => WithFormAsync(context, async (bin, form) => new HtmlResult(await PreviewAsync(bin.Bin, SettingsForm.Read(form)))));
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "clear"), context => WithBinAsync(context, bin => ClearAsync(context, bin.Bin.Name)));
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "undo/{id}"), UndoAsync);
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "delete"), context => WithFormAsync(context, (bin, form) => DeleteAsync(context, bin, form)));
    }

    private async Task<IResult> SaveAsync(HttpContext context, MeasuredBin bin, NamedValues fields)
    {
        var form = SettingsForm.Read(fields);
        var (_, refusal) = await bins.ChangeAsync(bin.Bin.Name.ToString(), form.Apply, form.ChangesScript(bin.Bin.Settings), context.RequestAborted);
        return refusal is null ? new SeeOther($"{InspectorPath.Of(bin.Bin.Name.ToString(), "settings")}?saved")
            : Page(await ModelAsync(bin, form, context) with { Fault = refusal.Detail }, refusal.Status);
    }

    private async Task<IResult> ClearAsync(HttpContext context, BinName bin)
    {
        var removal = await requests.RemoveAsync(new BinCondition(bin), context.RequestAborted);
        return new SeeOther(RequestListNote.PathAfterClearing(bin.ToString(), removal.Count, removal.Id));
    }

    private async Task<IResult> UndoAsync(HttpContext context) =>
        !BinName.TryParse(BinsApi.NameIn(context), out var name) ? BinsApi.NotFound(BinsApi.NameIn(context))
        : await requests.RestoreAsync((string?)context.GetRouteValue("id"), context.RequestAborted) is not var (count, gone)
            ? new ProblemResult(StatusCodes.Status404NotFound, $"It is too late: what is deleted can be brought back for {RequestActions.TimeToUndo.TotalSeconds} s.")
        : count == 0 && gone > 0 ? new ProblemResult(StatusCodes.Status410Gone, SearchApi.AllGone)
        : new SeeOther(RequestListNote.PathAfterUndoing(name.ToString(), count));

    private async Task<IResult> DeleteAsync(HttpContext context, MeasuredBin bin, NamedValues fields)
    {
        var name = bin.Bin.Name.ToString();
        if (fields.Last("name")?.Trim() != name)
        {
            return Page(await ModelAsync(bin, SettingsForm.Of(bin.Bin.Settings), context) with { DeletionFault = $"Type {name} to delete it." }, StatusCodes.Status400BadRequest);
        }

        return (IResult?)await bins.DeleteAsync(name, context.RequestAborted) ?? new SeeOther(InspectorPath.Root);
    }

    private async Task<SettingsModel> ModelAsync(MeasuredBin bin, SettingsForm form, HttpContext context) =>
        new(BinView.Of(bin, context, instance, retention), form, (await PreviewAsync(bin.Bin, form)).Model);

    private async Task<RazorSlice<PreviewModel>> PreviewAsync(Bin bin, SettingsForm form)
    {
        try
        {
            var settings = form.Apply(bin.Settings);
            var fault = BinSettingsRules.Fault(settings);
            return new Inspector_Settings_Preview { Model = new(fault is null ? await preview.OfAsync(bin.Name, settings) : [], fault) };
        }
        catch (BinSettingsException exception)
        {
            return new Inspector_Settings_Preview { Model = new([], exception.Message) };
        }
    }

    private async Task<IResult> WithBinAsync(HttpContext context, Func<MeasuredBin, Task<IResult>> answer) =>
        BinName.TryParse(BinsApi.NameIn(context), out var name) && await store.Bins.MeasureAsync(name, context.RequestAborted) is { } bin ? await answer(bin) : BinsApi.NotFound(BinsApi.NameIn(context));

    private Task<IResult> WithFormAsync(HttpContext context, Func<MeasuredBin, NamedValues, Task<IResult>> answer) => WithBinAsync(context, async bin =>
        await FormInput.ReadAsync(context, LongestForm) is { } fields ? await answer(bin, fields) : new ProblemResult(StatusCodes.Status413PayloadTooLarge, "That is more than a bin can be set to."));

    private static HtmlResult Page(SettingsModel model, int status = StatusCodes.Status200OK) =>
        new Page(PageTheme.Inspector, $"Settings of {model.Bin.Name}: EchoApp", $"What the bin {model.Bin.Name} answers and keeps.", new Inspector_Settings_Settings { Model = model }).ToResult(status);
}
