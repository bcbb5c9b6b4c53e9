namespace EchoApp.Web.Comparison;

/// <summary>Two captured requests, and what differs.</summary>
/// <param name="Left">What the other is compared with.</param>
/// <param name="Right">The other.</param>
/// <param name="Line">The request lines, but for their queries.</param>
/// <param name="Headers">Header fields, by their names in any case.</param>
/// <param name="Trailers">The same of the trailer sections.</param>
/// <param name="Query">Parameters of the queries, decoded as the URL Standard does.</param>
/// <param name="Body">The bodies, without their content codings.</param>
internal sealed record RequestComparison(
    ComparedRequest Left, ComparedRequest Right, LineComparison Line, NamesComparison Headers, NamesComparison Trailers, NamesComparison Query, BodyComparison Body)
{
    /// <summary>Whether nothing that is kept differs.</summary>
    public bool Same => Line.Same && Headers.Same && Trailers.Same && Query.Same && Body.Same;
}
