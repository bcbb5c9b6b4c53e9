using System.Text.Json;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Memory;
using EchoApp.Web.Reading.Bodies;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Queries;

/// <summary>Takes the bodies of requests apart for the conditions that are on what they mean.</summary>
internal sealed class ContentReader
{
    private readonly StoredBodyReader _bodies;

    /// <param name="options">How much is kept of a body, and made of it.</param>
    public ContentReader(EchoOptions options)
    {
        // Not that of all requests: whether a query holds must not depend on what others hold. Few look at the same time, and at one body each.
        var memory = new RequestMemory(new MemoryBudget(long.MaxValue), new PageSlots(Math.Max(options.MaxBodyKept, EchoOptions.LeastKept)), new PageSlots(1));
        _bodies = new StoredBodyReader(memory, options);
    }

    /// <summary>Whether a query holds. A body is taken apart only where the rest does not decide it.</summary>
    /// <exception cref="QueryTooSlowException">It takes too long to find out.</exception>
    public async ValueTask<bool> HoldsAsync(Query query, IRequestRow row, CancellationToken cancellationToken)
    {
        if (query.Holds(condition => condition.IsOfContent ? null : condition.Holds(row)) is { } decided)
        {
            return decided;
        }

        using var content = await ReadAsync(row.ToStoredRequest(), cancellationToken);
        return query.Holds(row, content);
    }

    /// <summary>What a body means: of one that a newer version of EchoApp may have stored, nothing.</summary>
    public async Task<RequestContent> ReadAsync(StoredRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return new RequestContent(await _bodies.ReadAsync(request, StoredDetails.Read(request.Record.Details.Span), cancellationToken));
        }
        catch (JsonException)
        {
            return new RequestContent(null);
        }
    }
}
