using EchoApp.Web.Bins;
using EchoApp.Web.Echo;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;
using RazorSlices;

namespace EchoApp.Web.Inspector.Settings;

/// <summary>What a bin answers and keeps, and how to delete it.</summary>
internal sealed class SettingsPage(InspectedBins inspected, BinActions bins, AnswerPreview preview)
{
    /// <summary>A body of as many characters as may be, each as three bytes that are written as nine.</summary>
    private const int LongestForm = 2 * 1024 * 1024;

    public void Map(IEndpointRouteBuilder pages)
    {
        var path = InspectorPath.Of("{bin}", "settings");
        pages.MapPage([HttpMethods.Get, HttpMethods.Head], path, context => inspected.WithAsync(context, async bin => Page(await ModelAsync(bin, SettingsForm.Of(bin.Bin.Settings), context) with { IsSaved = context.Request.Query.ContainsKey("saved") })));
        pages.MapPage([HttpMethods.Post], path, context => WithFormAsync(context, (bin, form) => SaveAsync(context, bin, form)));
        pages.MapPage([HttpMethods.Post], $"{path}/preview", context => WithFormAsync(context, async (bin, form) => new HtmlResult(await PreviewAsync(bin.Bin, SettingsForm.Read(form)))));
        pages.MapPage([HttpMethods.Post], InspectorPath.Of("{bin}", "delete"), context => WithFormAsync(context, (bin, form) => DeleteAsync(context, bin, form)));
    }

    private async Task<IResult> SaveAsync(HttpContext context, MeasuredBin bin, NamedValues fields)
    {
        var form = SettingsForm.Read(fields);
        ProblemResult? refusal;
        try
        {
            (_, refusal) = await bins.ChangeAsync(
                bin.Bin.Name.ToString(), present => form.BeganWith(present) ? form.Apply(present) : throw new SettingsChangedException(), form.ChangesScript(bin.Bin.Settings), context.RequestAborted);
        }
        catch (SettingsChangedException exception)
        {
            var now = SettingsForm.Of(bin.Bin.Settings);
            return Page(await ModelAsync(bin, form with { Was = now.Was }, context) with { Fault = exception.Message, IsChangedMeanwhile = true }, StatusCodes.Status409Conflict);
        }

        return refusal is null ? new SeeOther($"{InspectorPath.Of(bin.Bin.Name.ToString(), "settings")}?saved")
            : Page(await ModelAsync(bin, form, context) with { Fault = refusal.Detail }, refusal.Status);
    }

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
        new(inspected.View(bin, context), form, (await PreviewAsync(bin.Bin, form)).Model);

    private async Task<RazorSlice<PreviewModel>> PreviewAsync(Bin bin, SettingsForm form)
    {
        try
        {
            var settings = form.Apply(bin.Settings);
            return new Inspector_Settings_Preview { Model = BinSettingsRules.Fault(settings) is { } fault ? new([], fault.Reason, fault.Member) : new(await preview.OfAsync(bin.Name, settings)) };
        }
        catch (BinSettingsException exception)
        {
            return new Inspector_Settings_Preview { Model = new([], exception.Message, exception.Member) };
        }
    }

    private Task<IResult> WithFormAsync(HttpContext context, Func<MeasuredBin, NamedValues, Task<IResult>> answer) => inspected.WithAsync(context, async bin =>
        await FormInput.ReadAsync(context, LongestForm) is { } fields ? await answer(bin, fields) : new ProblemResult(StatusCodes.Status413PayloadTooLarge, "That is more than a bin can be set to."));

    private static HtmlResult Page(SettingsModel model, int status = StatusCodes.Status200OK) =>
        new Page(PageTheme.InspectorWithParts, $"Settings of {model.Bin.Name}: EchoApp", $"What the bin {model.Bin.Name} answers and keeps.", new Inspector_Settings_Settings { Model = model }).ToResult(status);
}
