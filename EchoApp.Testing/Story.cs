using System.Globalization;
using System.Text;

namespace EchoApp.Testing;

/// <summary>What a failure says: what was expected, what came, and what differed.</summary>
internal static class Story
{
    public static EchoAssertionException OfTooFew(string bin, RequestQuery query, int count, TimeSpan time, AwaitAnswer answer)
    {
        var story = Begin(bin, query, count, time == TimeSpan.Zero ? "by now" : $"within {Seconds(time)}");
        story.AppendLine(answer.Requests.Count == 0 ? "but none has come." : $"but only {answer.Requests.Count} came:");
        Tell(story, answer.Requests);
        if (answer.NearMisses.Count == 0)
        {
            story.AppendLine(answer.Requests.Count == 0 ? "Nothing else has come either." : "Nothing else has come.");
        }
        else
        {
            story.AppendLine("What came nearest:");
        }

        var number = 0;
        foreach (var miss in answer.NearMisses)
        {
            story.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{++number}. {Describe(miss.Request)}; {miss.Held} of {miss.Conditions} conditions held");
            Tell(story, miss.Differences);
        }

        return End(story, answer);
    }

    public static EchoAssertionException OfTooMany(string bin, RequestQuery query, int count, AwaitAnswer answer)
    {
        var story = Begin(bin, query, count, "by now");
        story.AppendLine(count == 0 ? "but there is one:" : $"but there are {answer.Requests.Count} or more:");
        Tell(story, answer.Requests);
        return End(story, answer);
    }

    public static EchoAssertionException OfNoQuiet(string bin, RequestQuery query, TimeSpan time, AwaitAnswer answer)
    {
        var story = Begin(bin, query, 0, $"for {Seconds(time)}");
        story.AppendLine($"but after {Seconds(TimeSpan.FromSeconds(answer.Seconds))} one came:");
        Tell(story, answer.Requests);
        return End(story, answer);
    }

    private static StringBuilder Begin(string bin, RequestQuery query, int count, string when)
    {
        var what = count switch
        {
            0 => "no request",
            1 => "a request",
            _ => $"{count} requests",
        };
        return new StringBuilder().AppendLine($"Expected {what} in the bin {bin} {when}").AppendLine($"    {(query.In(bin) is { Length: > 0 } asked ? asked : "(any)")}");
    }

    private static void Tell(StringBuilder story, IEnumerable<RequestSummary> requests)
    {
        foreach (var request in requests)
        {
            story.AppendLine($"  - {Describe(request)}");
        }
    }

    private static void Tell(StringBuilder story, IReadOnlyList<UnmetCondition> differences)
    {
        foreach (var condition in differences.GroupBy(difference => difference.Condition))
        {
            story.AppendLine($"     expected {condition.Key}");
            foreach (var difference in condition)
            {
                var field = condition.Count() > 1 ? $" at {difference.Field}" : "";
                var actual = difference.Actual is null ? "nothing" : difference.Actual.ReplaceLineEndings("\u23ce");
                story.AppendLine($"          was {actual}{field}{(difference.Note is null ? "" : $" ({difference.Note.TrimEnd('.')})")}");
            }
        }
    }

    private static string Describe(RequestSummary request) => string.Create(
        CultureInfo.InvariantCulture, $"{request.Method} {request.Target}, {request.BodyLength} bytes{(request.ContentType is null ? "" : $" of {request.ContentType}")}, at {request.ReceivedAt:HH:mm:ss.fff}Z, answered {request.Status}");

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private static EchoAssertionException End(StringBuilder story, AwaitAnswer answer) => new(story.ToString().TrimEnd(), answer.NearMisses);
}
