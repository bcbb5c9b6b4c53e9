using EchoApp.Web.Bins;
using EchoApp.Web.Pages;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Comparison;

/// <summary>Compares the requests that a path names: <c>{id}</c> in <c>{bin}</c> with <c>{other}</c>, in the same bin or in that of the query.</summary>
internal sealed class ComparisonReader(IStore store, RequestComparer comparer)
{
    /// <summary>The parameter of the query that names the bin of the other, where that is another.</summary>
    public const string OtherBin = "bin";

    /// <summary>How many lines of a body that are the same are shown before and behind those that are not.</summary>
    public const int Around = 3;

    /// <returns>The comparison; or the answer that says which of them is not there.</returns>
    public async Task<(RequestComparison? Comparison, ProblemResult? Problem)> ReadAsync(HttpContext context, int around)
    {
        var bin = BinsApi.NameIn(context);
        var otherBin = context.Request.Query[OtherBin] is { Count: > 0 } asked ? asked.ToString() : bin;
        var (left, problem) = await FindAsync(bin, (string?)context.GetRouteValue("id"), context.RequestAborted);
        if (left is null)
        {
            return (null, problem);
        }

        (var right, problem) = await FindAsync(otherBin, (string?)context.GetRouteValue("other"), context.RequestAborted);
        return right is null ? (null, problem) : (await comparer.CompareAsync(left, right, around, context.RequestAborted), null);
    }

    private async Task<(StoredRequest? Request, ProblemResult? Problem)> FindAsync(string bin, string? id, CancellationToken cancellationToken)
    {
        if (!BinName.TryParse(bin, out var name))
        {
            return (null, BinsApi.NotFound(bin));
        }

        if (Guid.TryParseExact(id, "D", out var parsed) && await store.Requests.FindAsync(name, parsed, cancellationToken) is { } request)
        {
            return (request, null);
        }

        return (null, await store.Bins.FindAsync(name, cancellationToken) is null
            ? BinsApi.NotFound(bin)
            : RequestsApi.NotFound(name, id));
    }
}
