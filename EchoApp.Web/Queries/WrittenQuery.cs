namespace EchoApp.Web.Queries;

/// <summary>A query with the words that somebody has put it in.</summary>
/// <param name="Query">What it means.</param>
/// <param name="Parts">What has to hold, all of it, in the order in which it is written; none where everything will do.</param>
internal sealed record WrittenQuery(Query Query, IReadOnlyList<QueryPart> Parts);
