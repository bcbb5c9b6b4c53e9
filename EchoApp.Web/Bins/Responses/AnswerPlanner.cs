using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins.Responses;

/// <summary>Decides how a request to a bin is answered: what browsers and senders ask first, then the script, then the response, else the echo.</summary>
internal sealed class AnswerPlanner(IStore store, Fingerprint fingerprint, TimeProvider time)
{
    /// <exception cref="StoreUnavailableException">The state of the bin's script cannot be kept.</exception>
    public ValueTask<AnswerPlan> PlanAsync(HttpContext context, Bin bin, CancellationToken cancellationToken)
    {
        var settings = bin.Settings;
        if (settings.Cors is not null && CrossOrigin.Apply(context, settings.Cors))
        {
            return new(new AnswerPlan(StatusCodes.Status204NoContent, HasNoBody: true));
        }

        if (settings.CloudEvents && EventDelivery.TryGrant(context))
        {
            return new(new AnswerPlan(StatusCodes.Status200OK, HasNoBody: true));
        }

        return settings.Script is { } script ? PlanAsync(context, bin, script, cancellationToken)
            : settings.Response is { } response ? new(new AnswerPlan(response.Status, response))
            : new(AnswerPlan.Echo);
    }

    private async ValueTask<AnswerPlan> PlanAsync(HttpContext context, Bin bin, BinScript script, CancellationToken cancellationToken)
    {
        var key = script.PerHeader is null ? "" : context.Request.Headers[script.PerHeader].ToString();
        var number = await store.Bins.CountAsync(bin.Name, fingerprint.Of(ScriptKey.Of(script, key)), time.GetUtcNow(), cancellationToken);
        var response = script.At(number);
        return new AnswerPlan(response.Status, response, number);
    }
}
