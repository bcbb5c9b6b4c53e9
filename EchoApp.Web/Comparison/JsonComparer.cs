using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Reading;

namespace EchoApp.Web.Comparison;

/// <summary>Compares JSON value by value: members by their names in any order, elements of arrays in theirs.</summary>
internal sealed class JsonComparer(CancellationToken cancellationToken)
{
    /// <summary>Elements of an array that are removed and added.</summary>
    private const int MostEdits = 1000;

    private readonly JsonChanges _changes = new();

    /// <summary>Whether an array was too long, or differed too much, to find what was removed and added.</summary>
    public bool IsByIndex { get; private set; }

    /// <param name="left">Valid, in UTF-8, of at most <see cref="BodyJson.MaxDepth"/> levels.</param>
    /// <param name="right">The same.</param>
    public JsonChanges Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var options = new JsonDocumentOptions { MaxDepth = BodyJson.MaxDepth };
        using var leftDocument = JsonDocument.Parse(CompactJson.Of(left), options);
        using var rightDocument = JsonDocument.Parse(CompactJson.Of(right), options);
        Compare(leftDocument.RootElement, rightDocument.RootElement, JsonPlace.Root, JsonPlace.Root);
        return _changes;
    }

    private void Compare(JsonElement left, JsonElement right, JsonPlace leftPlace, JsonPlace rightPlace, int occurrence = 1)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (JsonMarshal.GetRawUtf8Value(left).SequenceEqual(JsonMarshal.GetRawUtf8Value(right)))
        {
            return;
        }

        switch (left.ValueKind, right.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                CompareMembers(left, right, leftPlace, rightPlace);
                break;
            case (JsonValueKind.Array, JsonValueKind.Array):
                CompareElements([.. left.EnumerateArray()], [.. right.EnumerateArray()], leftPlace, rightPlace);
                break;
            default:
                _changes.AddChanged(leftPlace, rightPlace, left, right, occurrence, IsSameValue(left, right));
                break;
        }
    }

    private void CompareMembers(JsonElement left, JsonElement right, JsonPlace leftPlace, JsonPlace rightPlace)
    {
        var byName = new OrderedDictionary<string, (List<JsonElement> Left, List<JsonElement> Right)>(StringComparer.Ordinal);
        foreach (var member in left.EnumerateObject())
        {
            Of(member).Left.Add(member.Value);
        }

        foreach (var member in right.EnumerateObject())
        {
            Of(member).Right.Add(member.Value);
        }

        foreach (var (name, (before, after)) in byName)
        {
            var place = leftPlace.Member(name);
            ComparePairs(before, after, place, leftPlace == rightPlace ? place : rightPlace.Member(name));
        }

        (List<JsonElement> Left, List<JsonElement> Right) Of(JsonProperty member)
        {
            var name = NameOf(member);
            if (!byName.TryGetValue(name, out var values))
            {
                byName.Add(name, values = ([], []));
            }

            return values;
        }
    }

    /// <summary>Members of one name, in the order in which they come.</summary>
    private void ComparePairs(List<JsonElement> left, List<JsonElement> right, JsonPlace leftPlace, JsonPlace rightPlace)
    {
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            if (i >= right.Count)
            {
                _changes.AddRemoved(leftPlace, left[i], i + 1);
            }
            else if (i >= left.Count)
            {
                _changes.AddAdded(rightPlace, right[i], i + 1);
            }
            else
            {
                Compare(left[i], right[i], leftPlace, rightPlace, i + 1);
            }
        }
    }

    private void CompareElements(List<JsonElement> left, List<JsonElement> right, JsonPlace leftPlace, JsonPlace rightPlace)
    {
        if (left.Count == 1 && right.Count == 1)
        {
            CompareBlock(left, right, 0, 1, 0, 1, leftPlace, rightPlace);
        }
        else if (PieceDiffer.Find([.. left.Select(element => element.GetRawText())], [.. right.Select(element => element.GetRawText())], MostEdits, cancellationToken) is { } blocks)
        {
            foreach (var block in blocks)
            {
                CompareBlock(left, right, block.DeleteStartA, block.DeleteCountA, block.InsertStartB, block.InsertCountB, leftPlace, rightPlace);
            }
        }
        else
        {
            IsByIndex = true;
            CompareBlock(left, right, 0, left.Count, 0, right.Count, leftPlace, rightPlace);
        }
    }

    /// <summary>Elements in whose place others stand: one with the other as far as there are both.</summary>
    private void CompareBlock(List<JsonElement> left, List<JsonElement> right, int leftStart, int leftCount, int rightStart, int rightCount, JsonPlace leftPlace, JsonPlace rightPlace)
    {
        for (var i = 0; i < Math.Max(leftCount, rightCount); i++)
        {
            var (before, after) = (leftStart + i, rightStart + i);
            if (i >= rightCount)
            {
                _changes.AddRemoved(leftPlace.Element(before), left[before]);
            }
            else if (i >= leftCount)
            {
                _changes.AddAdded(rightPlace.Element(after), right[after]);
            }
            else
            {
                var place = leftPlace.Element(before);
                Compare(left[before], right[after], place, leftPlace == rightPlace && before == after ? place : rightPlace.Element(after));
            }
        }
    }

    private static bool IsSameValue(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => JsonNumber.AreEqual(left.GetRawText(), right.GetRawText()),
        (JsonValueKind.String, JsonValueKind.String) => TextOf(left) is { } text && text == TextOf(right),
        _ => false,
    };

    /// <returns>Null for what is no text: half of a pair of surrogates.</returns>
    private static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Decoded; as sent, where it is no text.</summary>
    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(member));
        }
    }
}
