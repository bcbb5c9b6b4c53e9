using System.Text;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Queries;

/// <summary>Whether a query holds, of all that is known of a request or, in Kleene's logic, of some of it.</summary>
internal static class QueryLogic
{
    /// <param name="query">The query.</param>
    /// <param name="row">The request.</param>
    /// <param name="content">What its body means; may be left out where no condition is on it.</param>
    /// <exception cref="QueryTooSlowException">It takes too long to find out.</exception>
    public static bool Holds(this Query query, IRequestRow row, RequestContent? content = null) => query switch
    {
        AllOf all => HoldAll(all, row, content),
        AnyOf any => HoldsAny(any, row, content),
        Not not => !not.Part.Holds(row, content),
        BinCondition condition => condition.Bin.ToString() == row.Bin,
        IdCondition condition => condition.Id == row.Id,
        PinnedCondition => row.IsPinned,
        TagCondition { Tag: var tag } => tag is null ? row.Tags.Length > 0 : Tags.Has(row.Tags, tag),
        NumberCondition condition => condition.Holds(condition.Field switch
        {
            NumberField.Status => row.Status,
            NumberField.Size => row.BodyLength,
            _ => row.ReceivedAt,
        }),
        TextCondition condition => Holds(condition, row),
        FieldCondition { Place: FieldPlace.Query } condition => condition.Holds(ParametersOf(row).All(condition.Name)),
        FieldCondition condition => condition.Holds(NotNull(content).Form?.All(condition.Name) ?? []),
        JsonCondition condition => condition.Holds(NotNull(content).Json),
        _ => throw new InvalidOperationException($"{query.GetType().Name} is no query."),
    };

    /// <param name="query">The query.</param>
    /// <param name="known">Whether a condition holds; null where that is not known.</param>
    /// <returns>Null where it depends on what is not known.</returns>
    public static bool? Holds(this Query query, Func<Condition, bool?> known)
    {
        switch (query)
        {
            case AllOf all:
                bool? holds = true;
                foreach (var part in all.Parts)
                {
                    holds &= part.Holds(known);
                    if (holds == false)
                    {
                        return false;
                    }
                }

                return holds;
            case AnyOf any:
                bool? holdsAny = false;
                foreach (var part in any.Parts)
                {
                    holdsAny |= part.Holds(known);
                    if (holdsAny == true)
                    {
                        return true;
                    }
                }

                return holdsAny;
            case Not not:
                return !not.Part.Holds(known);
            default:
                return known((Condition)query);
        }
    }

    private static bool HoldAll(AllOf all, IRequestRow row, RequestContent? content)
    {
        foreach (var part in all.Parts)
        {
            if (!part.Holds(row, content))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HoldsAny(AnyOf any, IRequestRow row, RequestContent? content)
    {
        foreach (var part in any.Parts)
        {
            if (part.Holds(row, content))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(TextCondition condition, IRequestRow row) => condition.Place switch
    {
        TextPlace.Method => condition.Holds(row.Method),
        TextPlace.Target => condition.Holds(row.Target),
        TextPlace.Path => condition.Holds(Encoding.UTF8.GetBytes(RequestTarget.Parse(Encoding.UTF8.GetString(row.Target)).Path)),
        TextPlace.Header or TextPlace.AnyHeader => HoldsInHeader(condition, row.Head),
        TextPlace.Head => condition.Holds(row.Head),
        _ => condition.IsPattern ? condition.Holds(row.Body) : row.BodyHolds(condition),
    };

    private static NamedValues ParametersOf(IRequestRow row) => UrlEncoded.Parse(RequestTarget.Parse(Encoding.UTF8.GetString(row.Target)).Query ?? "");

    private static RequestContent NotNull(RequestContent? content) => content ?? throw new InvalidOperationException("What the body means is not at hand.");

    private static bool HoldsInHeader(TextCondition condition, ReadOnlySpan<byte> head)
    {
        foreach (var field in new HeadFields(head))
        {
            if (condition.Header is not { } name ? condition.Holds(field.Line) : name.Is(field.Name) && condition.Holds(field.Value))
            {
                return true;
            }
        }

        return false;
    }
}
