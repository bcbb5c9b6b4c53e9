using System.Globalization;
using EchoApp.Web.Bins;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Inspector.Detail.Anomalies;
using EchoApp.Web.Inspector.Detail.Answer;
using EchoApp.Web.Inspector.Detail.Body;
using EchoApp.Web.Inspector.Detail.Cookies;
using EchoApp.Web.Inspector.Detail.Headers;
using EchoApp.Web.Inspector.Detail.Overview;
using EchoApp.Web.Inspector.Detail.Parameters;
using EchoApp.Web.Pages;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>Reads what is shown of a request: of its tabs the one that is asked for.</summary>
internal sealed class DetailReader(IStore store, BodyTab bodies, AnswerTab answers, Instance instance, TraceUrl traces)
{
    private const string Overview = "overview";
    private const string Headers = "headers";
    private const string Query = "query";
    private const string Cookies = "cookies";
    private const string Body = "body";
    private const string Anomalies = "anomalies";
    private const string Answer = "answer";

    /// <returns>Null where it is not there.</returns>
    public async Task<RequestDetail?> FindAsync(BinName bin, Guid id, HttpContext context)
    {
        if (await store.Requests.FindAsync(bin, id, context.RequestAborted) is not { } stored)
        {
            return null;
        }

        var view = RequestView.Of(stored, traces);
        var query = QueryParameter.Read(RequestTarget.Parse(view.Target).Query);
        var cookies = CookiePair.Read(view.Headers);
        IReadOnlyList<DetailTab> tabs =
        [
            new(Overview, "Overview"),
            new(Headers, "Headers", CountText.Of(view.Headers.Count + (view.Trailers?.Count ?? 0))),
            new(Query, "Query", CountText.Of(query.Count)),
            new(Cookies, "Cookies", CountText.Of(cookies.Count)),
            new(Body, "Body", SizeText.Of(view.BodyLength)),
            new(Anomalies, "Anomalies", CountText.Of(view.Anomalies.Count)),
            new(Answer, "Answer", view.Status.ToString(CultureInfo.InvariantCulture)),
        ];
        var state = DetailState.Of(context);
        var tab = tabs.Any(tab => tab.Key == state.Tab) ? state.Tab : Overview;
        var details = StoredDetails.Read(stored.Record.Details.Span);
        var content = tab switch
        {
            Headers => HeadersTab.Show(stored, details),
            Query => new Inspector_Detail_Parameters_Parameters { Model = query },
            Cookies => new Inspector_Detail_Cookies_Cookies { Model = cookies },
            Body => await bodies.ShowAsync(stored, details, new(InspectorPath.Of(view.Bin, view.Id), state with { Tab = Body }, PlaceIn(context)), context.RequestAborted),
            Anomalies => new Inspector_Detail_Anomalies_Anomalies { Model = view.Anomalies },
            Answer => new Inspector_Detail_Answer_Answer { Model = await answers.ReadAsync(stored, details) },
            _ => new Inspector_Detail_Overview_Overview { Model = view },
        };
        return new(view, tabs, tab, content, CurlCommand.Of(stored, details, instance.EchoUrl.Of(context.Request.Host), UrlOf(context, $"{BinsApi.Path}/{view.Bin}/requests/{view.Id}/body")), state);
    }

    private static string UrlOf(HttpContext context, string path) => $"{context.Request.Scheme}://{context.Request.Host}{PageAddress.Of(context, path)}";

    private static long PlaceIn(HttpContext context) => long.TryParse(context.Request.Query[BodyViewing.PlaceName].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
}
