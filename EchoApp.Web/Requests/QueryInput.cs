using EchoApp.Web.Inspector;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;

namespace EchoApp.Web.Requests;

/// <summary>The query that a request of the API has in <c>q</c>.</summary>
internal static class QueryInput
{
    public const string Name = "q";

    /// <summary>Whether there is one in the URL: what people look for may be a secret.</summary>
    public static bool IsIn(HttpRequest request) => (request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments(InspectorPath.Root)) && request.Query.ContainsKey(Name);

    /// <param name="context">Of the request.</param>
    /// <param name="now">What ages are counted from; null where requests are looked at as they come.</param>
    /// <returns>The query, which asks for everything where there is none; or the answer that says why it is none.</returns>
    public static (Query? Query, ProblemResult? Problem) Read(HttpContext context, DateTimeOffset? now)
    {
        if (context.Request.Query[Name].Count > 1)
        {
            return (null, new ProblemResult(StatusCodes.Status400BadRequest, $"There must be one {Name}: what is to hold together stands beside each other in it."));
        }

        try
        {
            return (QueryParser.Parse(context.Request.Query[Name].ToString(), now), null);
        }
        catch (QuerySyntaxException exception)
        {
            return (null, Refuse(exception));
        }
    }

    /// <summary>The answer to what is no query.</summary>
    public static ProblemResult Refuse(QuerySyntaxException exception) =>
        new(StatusCodes.Status400BadRequest, $"{Name}, at character {exception.Place + 1}: {exception.Message}") { Place = exception.Place };
}
