using System.Globalization;
using System.Text;
using EchoApp.Web.Capture;

namespace EchoApp.Web.Comparison;

/// <summary>Compares bodies as what both of them are.</summary>
internal static class BodyComparer
{
    /// <summary>Bytes of a body beyond which nothing is looked for in it.</summary>
    public const int Longest = 1024 * 1024;

    /// <param name="left">A body.</param>
    /// <param name="right">Another.</param>
    /// <param name="around">How many lines of text that are the same are shown before and behind those that are not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static BodyComparison Compare(BodySide left, BodySide right, int around, CancellationToken cancellationToken)
    {
        List<string> notes = [.. Fault("left", left), .. Fault("right", right)];
        var isSameContent = left.Content.Span.SequenceEqual(right.Content.Span);
        var facts = new BodyComparison
        {
            Length = new(left.Record.BodyLength, right.Record.BodyLength),
            SameHash = SameHash(left.Details, right.Details),
            Form = new(left.Details.BodyForm, right.Details.BodyForm),
            Notes = notes,
        };
        var isSame = isSameContent && facts.SameHash != false && facts.Length.Same && facts.Form.Same;
        var comparison = Find(facts with { Same = isSame }, left, right, around, notes, cancellationToken);
        if (isSameContent && !isSame)
        {
            notes.Add("What is kept of them, without content codings, is the same; what came is not.");
        }
        else if (comparison.Json is [] && !isSame)
        {
            notes.Add("Every value is the same. They differ in whitespace, in the order of members, or in how names are written.");
        }

        return comparison;
    }

    private static BodyComparison Find(BodyComparison facts, BodySide left, BodySide right, int around, List<string> notes, CancellationToken cancellationToken)
    {
        if (left.Content.IsEmpty && right.Content.IsEmpty)
        {
            return facts;
        }

        if (Math.Max(left.Content.Length, right.Content.Length) > Longest)
        {
            notes.Add("Compared as bytes: one of them is longer than 1 MiB.");
            return Bytes(facts, left, right);
        }

        if (left.Json is { } leftJson && right.Json is { } rightJson)
        {
            var comparer = new JsonComparer(cancellationToken);
            var changes = comparer.Compare(leftJson.Span, rightJson.Span);
            if (comparer.IsByIndex)
            {
                notes.Add("An array differs too much to find what was removed and added: its elements are compared by their places.");
            }

            return facts with { Kind = ComparisonKind.Json, Json = changes.Items, More = changes.More };
        }

        return left.Text is { } leftText && right.Text is { } rightText
            ? Text(Encoding.UTF8.GetString(leftText.Span), Encoding.UTF8.GetString(rightText.Span)) ?? Bytes(facts, left, right)
            : Bytes(facts, left, right);

        BodyComparison? Text(string leftText, string rightText)
        {
            if (TextComparer.Compare(leftText, rightText, around, cancellationToken) is var (lines, more))
            {
                return facts with { Kind = ComparisonKind.Text, Text = lines, More = more };
            }

            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Compared as bytes: one of them has more than {PieceDiffer.MostPieces:N0} lines, or they differ in too many."));
            return null;
        }
    }

    private static BodyComparison Bytes(BodyComparison facts, BodySide left, BodySide right)
    {
        var (ranges, more) = ByteComparer.Compare(left.Content.Span, right.Content.Span);
        return facts with { Kind = ComparisonKind.Bytes, Bytes = ranges, More = more };
    }

    private static bool? SameHash(CaptureDetails left, CaptureDetails right) =>
        left.BodySha256 is { } hash && right.BodySha256 is { } rightHash ? hash == rightHash
        : left.BodyKeyedSha256 is { } keyed && right.BodyKeyedSha256 is { } rightKeyed ? keyed == rightKeyed
        : null;

    private static IEnumerable<string> Fault(string side, BodySide body) => body.Body.Error is { } error ? [$"Of the {side}: {error}"] : [];
}
