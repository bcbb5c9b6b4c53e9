using EchoApp.Web.Echo;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>What of a request is looked at, and in which list, as the address of its page says.</summary>
/// <param name="Query">What the list asks for; empty for everything.</param>
/// <param name="Tab">One of its tabs; any other stands for the first.</param>
/// <param name="View">One of the views of its body; any other stands for the best.</param>
internal sealed record DetailState(string Query = "", string Tab = "", string View = "")
{
    public const string TabName = "tab";
    public const string ViewName = "view";

    public static DetailState Of(HttpContext context)
    {
        var query = context.Request.Query;
        return new(query[QueryInput.Name].ToString(), query[TabName].ToString(), query[ViewName].ToString());
    }

    /// <param name="form">What the page has sent; null for nothing.</param>
    public static DetailState Of(NamedValues? form) => new(form?.Last(QueryInput.Name) ?? "", form?.Last(TabName) ?? "", form?.Last(ViewName) ?? "");

    /// <summary>The path of a request's page on which the same is looked at.</summary>
    public string PathOf(BinName bin, Guid id) => InspectorPath.Of(bin.ToString(), id) + ToQuery().ToUriComponent();

    public QueryString ToQuery() => Add(Add(Add(QueryString.Empty, QueryInput.Name, Query), TabName, Tab), ViewName, View);

    private static QueryString Add(QueryString query, string name, string value) => value is "" ? query : query.Add(name, value);
}
