namespace EchoApp.Testing;

/// <summary>
/// A bin, and what is expected of it. Queries are those of EchoApp, as text, <c>"path:/paid json./order/id=17"</c>, or put together by <see cref="RequestQuery"/>.
/// What is expected in vain fails with an <see cref="EchoAssertionException"/> that tells what came instead.
/// </summary>
public sealed class EchoBin
{
    /// <summary>How long requests are waited for where nobody says: 10 s.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    private const int MostRequests = 100;

    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);

    private readonly EchoApi _api;
    private readonly string? _after;

    internal EchoBin(EchoApi api, string name, string? after) => (_api, Name, _after) = (api, name, after);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The same bin, of which only what arrives from now on counts: so that tests can share it.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EchoException">There is no such bin, or EchoApp does not answer.</exception>
    public async Task<EchoBin> FromNowOnAsync(CancellationToken cancellationToken = default) =>
        new(_api, Name, (await _api.AwaitAsync(Name, "", count: 0, TimeSpan.Zero, after: null, cancellationToken)).Position);

    /// <summary>Waits until a request has arrived; one that is there already will do.</summary>
    /// <param name="query">Which.</param>
    /// <param name="timeout">How long, up to 5 minutes; <see cref="DefaultTimeout"/> where it is left out.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The first.</returns>
    /// <exception cref="EchoAssertionException">It has not arrived in time.</exception>
    /// <exception cref="EchoException">There is no such bin, the query makes no sense, or EchoApp does not answer.</exception>
    public async Task<ReceivedRequest> WaitForAsync(RequestQuery query, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        (await WaitForAsync(query, 1, timeout, cancellationToken))[0];

    /// <summary>Waits until several requests have arrived; those that are there already count.</summary>
    /// <param name="query">Which.</param>
    /// <param name="count">How many, 1 to 100.</param>
    /// <param name="timeout">How long, up to 5 minutes; <see cref="DefaultTimeout"/> where it is left out.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The first, in the order in which they arrived.</returns>
    /// <exception cref="EchoAssertionException">They have not arrived in time.</exception>
    /// <exception cref="EchoException">There is no such bin, the query makes no sense, or EchoApp does not answer.</exception>
    public async Task<IReadOnlyList<ReceivedRequest>> WaitForAsync(RequestQuery query, int count, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostRequests);
        var patience = timeout ?? DefaultTimeout;
        var answer = await AskAsync(query, count, patience, _after, cancellationToken);
        return answer.Satisfied ? Received(answer) : throw Story.OfTooFew(Name, query, count, patience, answer);
    }

    /// <summary>Expects that a request has arrived by now, without waiting.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The first.</returns>
    /// <exception cref="EchoAssertionException">It has not arrived.</exception>
    /// <exception cref="EchoException">There is no such bin, the query makes no sense, or EchoApp does not answer.</exception>
    public Task<ReceivedRequest> ShouldHaveReceivedAsync(RequestQuery query, CancellationToken cancellationToken = default) => WaitForAsync(query, TimeSpan.Zero, cancellationToken);

    /// <summary>Expects that so many requests have arrived by now, and not one more.</summary>
    /// <param name="query">Which.</param>
    /// <param name="times">How many, 0 to 99.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Those, in the order in which they arrived.</returns>
    /// <exception cref="EchoAssertionException">There are fewer, or more.</exception>
    /// <exception cref="EchoException">There is no such bin, the query makes no sense, or EchoApp does not answer.</exception>
    public async Task<IReadOnlyList<ReceivedRequest>> ShouldHaveReceivedAsync(RequestQuery query, int times, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(times);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(times, MostRequests);
        var answer = await AskAsync(query, times + 1, TimeSpan.Zero, _after, cancellationToken);
        return answer.Requests.Count == times ? Received(answer)
            : answer.Requests.Count < times ? throw Story.OfTooFew(Name, query, times, TimeSpan.Zero, answer)
            : throw Story.OfTooMany(Name, query, times, answer);
    }

    /// <summary>Expects that no request has arrived by now.</summary>
    /// <param name="query">Which; without it, any.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EchoAssertionException">One has.</exception>
    /// <exception cref="EchoException">There is no such bin, the query makes no sense, or EchoApp does not answer.</exception>
    public Task ShouldNotHaveReceivedAsync(RequestQuery? query = null, CancellationToken cancellationToken = default) => ShouldHaveReceivedAsync(query ?? RequestQuery.Any, 0, cancellationToken);

    /// <summary>Expects that no request arrives for some time, from now on. It takes that time.</summary>
    /// <param name="time">How long, up to 5 minutes.</param>
    /// <param name="query">Which; without it, any.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="EchoAssertionException">One has arrived.</exception>
    /// <exception cref="EchoException">There is no such bin, the query makes no sense, or EchoApp does not answer.</exception>
    public async Task ShouldStayQuietAsync(TimeSpan time, RequestQuery? query = null, CancellationToken cancellationToken = default)
    {
        var quiet = query ?? RequestQuery.Any;
        var now = await FromNowOnAsync(cancellationToken);
        var answer = await AskAsync(quiet, count: 1, time, now._after, cancellationToken);
        if (answer.Satisfied)
        {
            throw Story.OfNoQuiet(Name, quiet, time, answer);
        }
    }

    /// <summary>Deletes the requests that it has.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EchoException">There is no such bin, or EchoApp does not answer.</exception>
    public Task ClearAsync(CancellationToken cancellationToken = default) => _api.DeleteAsync($"{EchoApi.PathOf(Name)}/requests", cancellationToken);

    /// <summary>Deletes it with its requests.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="EchoException">There is no such bin, it is declared by the settings of EchoApp, or EchoApp does not answer.</exception>
    public Task DeleteAsync(CancellationToken cancellationToken = default) => _api.DeleteAsync(EchoApi.PathOf(Name), cancellationToken);

    private Task<AwaitAnswer> AskAsync(RequestQuery query, int count, TimeSpan timeout, string? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, _longest);
        return _api.AwaitAsync(Name, query.In(Name), count, timeout, after, cancellationToken);
    }

    private List<ReceivedRequest> Received(AwaitAnswer answer) => [.. answer.Requests.Select(head => new ReceivedRequest(_api, head))];
}
