using System.Globalization;
using System.Text.RegularExpressions;
using EchoApp.Web.Logging;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;
using EchoApp.Web.Requests;
using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Waiting;

/// <summary>Reads what somebody waits for from the query of the URL.</summary>
internal static partial class AwaitInput
{
    public const string Count = "count";
    public const string Timeout = "timeout";
    public const string After = "after";

    private const int MostRequests = 100;

    private static readonly TimeSpan _defaultTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestTimeout = TimeSpan.FromMinutes(5);
    private static readonly string[] _names = [QueryInput.Name, Count, Timeout, After];

    /// <returns>What is waited for; or the answer that says why that is nothing.</returns>
    public static (Expectation? Expectation, ProblemResult? Problem) Read(HttpContext context)
    {
        try
        {
            return (Read(context.Request.Query), null);
        }
        catch (FormatException exception)
        {
            return (null, new ProblemResult(StatusCodes.Status400BadRequest, exception.Message));
        }
        catch (QuerySyntaxException exception)
        {
            return (null, QueryInput.Refuse(exception));
        }
    }

    private static Expectation Read(IQueryCollection query)
    {
        // What is misspelled would be waited for without what it says.
        if (query.Keys.FirstOrDefault(name => !_names.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new FormatException($"There is no parameter {LogText.Escape(unknown)}; there are {string.Join(", ", _names)}.");
        }

        if (query.FirstOrDefault(parameter => parameter.Value.Count > 1).Key is { } repeated)
        {
            throw new FormatException($"There must be one {repeated}.");
        }

        return new(ReadQuery(query[QueryInput.Name]), ReadCount(query[Count]), ReadTimeout(query[Timeout]), ReadAfter(query[After]));
    }

    private static WrittenQuery ReadQuery(StringValues text)
    {
        var query = QueryParser.ParseWritten(text.ToString(), now: null);
        return query.Query.Conditions().Any(condition => condition is PinnedCondition or TagCondition)
            ? throw new FormatException("What has just arrived has no pin and no tag: there is nothing to wait for. Lists can be asked for them.")
            : query;
    }

    private static int ReadCount(StringValues text) =>
        text.Count == 0 ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostRequests ? count
        : throw new FormatException($"{Count} must be a whole number from 0 to {MostRequests}: of how many requests one waits for. 0 tells the position at once.");

    private static TimeSpan ReadTimeout(StringValues text)
    {
        if (text.Count == 0)
        {
            return _defaultTimeout;
        }

        var seconds = TimeoutPattern().Match(text.ToString()) is { Success: true } match
            ? double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * match.Groups["unit"].Value switch
            {
                "ms" => 0.001,
                "m" => 60,
                _ => 1,
            }
            : double.NaN;
        return seconds <= _longestTimeout.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"{Timeout} must be a time from 0 to {_longestTimeout.TotalMinutes} minutes: seconds as in 10 or 0.5, or 500ms, 10s, 2m.");
    }

    private static long ReadAfter(StringValues text) =>
        text.Count == 0 ? 0
        : Cursor.TryParse(text.ToString(), out var position, least: 0) ? position
        : throw new FormatException($"{After} must be the position of an answer, or the id of a live event, as it was given.");

    [GeneratedRegex(@"\A(?<number>[0-9]{1,6}(?:\.[0-9]{1,6})?)(?<unit>ms|s|m)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex TimeoutPattern();
}
