using System.Text;
using EchoApp.Web.Queries;

namespace EchoApp.Web.Storage;

/// <summary>A part of the requests that an index has in the order of positions.</summary>
/// <param name="Bin">The key of the only bin; null for all.</param>
/// <param name="Kind">The only method, or <see cref="LongestMethod"/> characters that it begins with, and status in that bin; null for all.</param>
/// <param name="IsMarked">Whether those alone that are pinned or have tags, of any bin.</param>
/// <param name="Id">The only one; null for all.</param>
internal sealed record Walk(long? Bin, (string Method, int Status)? Kind = null, bool IsMarked = false, Guid? Id = null)
{
    /// <summary>Characters of a method that an index may have: methods are whatever a sender makes up.</summary>
    public const int LongestMethod = 64;

    private const int MostKinds = 200;

    /// <summary>Walks that are gone through at the same time; where there were more it is all requests.</summary>
    public const int Most = 32;

    /// <summary>Finds the fewest requests that need to be looked at.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="bins">The bins by their keys.</param>
    /// <param name="readKinds">Reads which methods and statuses there are in some bins; of more than so many, one more than those.</param>
    public static async Task<IReadOnlyList<Walk>> PlanAsync(
        Query query, IReadOnlyDictionary<long, BinName> bins, Func<IReadOnlyList<long>, int, Task<IReadOnlyList<(long Bin, string Method, int Status)>>> readKinds)
    {
        if (RequiredId(query) is { } id)
        {
            return [new Walk(Bin: null, Id: id)];
        }

        var keys = bins.Where(bin => MayHold(query, bin.Value)).Select(bin => bin.Key).ToList();
        if (keys.Count > 0 && query.Holds(condition => condition is PinnedCondition or TagCondition ? false : null) == false)
        {
            return [new Walk(Bin: null, IsMarked: true)];
        }

        if (keys.Count > Most)
        {
            return [new Walk(Bin: null)];
        }

        if (keys.Count > 0 && query.Conditions().Any(IsOfKind))
        {
            var kinds = await readKinds(keys, MostKinds);
            var asked = kinds.Where(kind => MayHold(query, bins[kind.Bin], kind.Method, kind.Status)).ToList();
            if (kinds.Count <= MostKinds && asked.Count < kinds.Count && asked.Count <= Most)
            {
                return [.. asked.Select(kind => new Walk(kind.Bin, (kind.Method, kind.Status)))];
            }
        }

        return keys.Count == bins.Count && keys.Count > 1 ? [new Walk(Bin: null)] : [.. keys.Select(key => new Walk(key))];
    }

    private static Guid? RequiredId(Query query) => query switch
    {
        IdCondition condition => condition.Id,
        AllOf all => all.Parts.Select(RequiredId).FirstOrDefault(id => id is not null),
        _ => null,
    };

    private static bool IsOfKind(Condition condition) => condition is TextCondition { Place: TextPlace.Method } or NumberCondition { Field: NumberField.Status };

    private static bool MayHold(Query query, BinName bin) => query.Holds(condition => condition is BinCondition of ? of.Bin == bin : null) != false;

    private static bool MayHold(Query query, BinName bin, string method, int status) => query.Holds(condition => condition switch
    {
        BinCondition of => of.Bin == bin,
        NumberCondition { Field: NumberField.Status } of => of.Holds(status),
        TextCondition { Place: TextPlace.Method } of when method.Length < LongestMethod => of.Holds(Encoding.UTF8.GetBytes(method)),
        _ => null,
    }) != false;
}
