using System.Globalization;
using System.Text;
using EchoApp.Web.Comparison;
using Xunit;

namespace EchoApp.Tests.Web.Comparison;

public sealed class JsonComparerTests
{
    /// <summary>Two values, and what differs: the pointer, what was there, what is; ~ before values that are the same, written in another way.</summary>
    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""", "/a 1 2")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", "")]
    [InlineData("""{"a": [1, 2]}""", """{"a":[1,2]}""", "")]
    [InlineData("""{"a":1}""", """{"b":1}""", "/a 1 -; /b - 1")]
    [InlineData("""{"a":{"b":[1,{"c":null}]}}""", """{"a":{"b":[1,{"c":true}]}}""", "/a/b/1/c null true")]
    [InlineData("""{"a":1}""", """{"a":1.0}""", "/a ~1 1.0")]
    [InlineData("""{"a":100}""", """{"a":1e2}""", "/a ~100 1e2")]
    [InlineData("""{"a":0}""", """{"a":-0.0}""", "/a ~0 -0.0")]
    [InlineData("""{"a":0.10}""", """{"a":1E-1}""", "/a ~0.10 1E-1")]
    [InlineData("""{"a":1}""", """{"a":-1}""", "/a 1 -1")]
    [InlineData("""{"a":10}""", """{"a":1}""", "/a 10 1")]
    [InlineData("""{"a":9007199254740993}""", """{"a":9007199254740992}""", "/a 9007199254740993 9007199254740992")]
    [InlineData("""{"a":1e9999999999}""", """{"a":10e9999999998}""", "/a 1e9999999999 10e9999999998")]
    [InlineData("""{"a":"\u0061"}""", """{"a":"a"}""", """/a ~"\u0061" "a" """)]
    [InlineData("""{"a":"\ud800"}""", """{"a":"\uD800"}""", """/a "\ud800" "\uD800" """)]
    [InlineData("""{"\u0061":1}""", """{"a":1}""", "")]
    [InlineData("""{"\ud800":1}""", """{"\ud800":2}""", """/\ud800 1 2""")]
    [InlineData("""{"a/b":1,"m~n":1}""", """{"a/b":2,"m~n":2}""", "/a~1b 1 2; /m~0n 1 2")]
    [InlineData("""{"a":1,"a":2}""", """{"a":1,"a":3}""", "/a#2 2 3")]
    [InlineData("""{"a":1,"a":2}""", """{"a":1}""", "/a#2 2 -")]
    [InlineData("""{"a":1}""", """{"a":[]}""", "/a 1 []")]
    [InlineData("""[1,2,3]""", """[0,1,2,3]""", "/0 - 0")]
    [InlineData("""[1,2,3]""", """[1,3]""", "/1 2 -")]
    [InlineData("""[{"a": 1},{"b": 2}]""", """[{"x":0},{"a":1},{"b":2}]""", """/0 - {"x":0}""")]
    [InlineData("""[1,{"a":1},3]""", """[0,1,{"a":2},3]""", """/0 - 0; /1/a>/2/a 1 2""")]
    [InlineData("""["a\\",  " b "]""", """["a\\"," c "]""", """/1 " b " " c " """)]
    [InlineData("""{"p":"redacted~8~9f86d081884c7d65"}""", """{"p":"redacted~8~9f86d081884c7d65"}""", "")]
    [InlineData("""{"p":"redacted~8~9f86d081884c7d65"}""", """{"p":"redacted~8~0123456789abcdef"}""", """/p "redacted~8~9f86d081884c7d65" "redacted~8~0123456789abcdef" """)]
    [InlineData("""[1]""", """{}""", " [1] {}")]
    public async Task Json_OfTwoBodies_IsComparedByItsStructure(string left, string right, string changes)
    {
        var body = await Pair.CompareBodiesAsync(left, right);
        Assert.Equal(ComparisonKind.Json, body.Kind);
        Assert.Equal(changes.TrimEnd(), string.Join("; ", body.Json!.Select(Text)));
        Assert.Equal((left == right, 0), (body.Same, body.More));
        Assert.Equal(left != right && changes is "", body.Notes.Contains("Every value is the same. They differ in whitespace, in the order of members, or in how names are written."));
    }

    [Fact]
    public async Task Json_WithMoreDifferencesThanAreListed_CountsTheRest()
    {
        var body = await Pair.CompareBodiesAsync(Numbers(1200, 0), Numbers(1200, 10_000));
        Assert.Equal((1000, 200), (body.Json!.Count, body.More));
    }

    [Fact]
    public async Task Arrays_ThatDifferTooMuch_AreComparedByIndex()
    {
        var body = await Pair.CompareBodiesAsync(Numbers(1200, 0), Numbers(1200, 10_000));
        Assert.Contains(body.Notes, note => note.StartsWith("An array differs too much", StringComparison.Ordinal));
        Assert.Equal("/7 7 10007", Text(body.Json![7]));
    }

    /// <summary>Each pointer would have the name once more.</summary>
    [Fact]
    public async Task Pointers_WithALongNameBeforeManyValues_AreBounded()
    {
        var name = new string('n', 200_000);
        var body = await Pair.CompareBodiesAsync($$"""{"{{name}}":{{Numbers(100, 0)}}}""", $$"""{"{{name}}":{{Numbers(100, 500)}}}""");
        Assert.Equal((5, 95), (body.Json!.Count, body.More));
    }

    [Fact]
    public async Task Json_DeeperThanIsTaken_IsComparedAsText()
    {
        var (left, right) = (Nested(62, "1"), Nested(62, "2"));
        Assert.Equal(ComparisonKind.Text, (await Pair.CompareBodiesAsync(left, right)).Kind);
        var body = await Pair.CompareBodiesAsync(Nested(61, "1"), Nested(61, "2"));
        Assert.Equal($"{string.Concat(Enumerable.Repeat("/0", 61))} 1 2", Text(Assert.Single(body.Json!)));
    }

    [Fact]
    public async Task Json_InAnotherCharset_IsComparedByItsValues()
    {
        var left = Pair.Request(fields: "Content-Type: application/json; charset=utf-16le\r\n", body: Encoding.Unicode.GetBytes("""{"a":"ä"}"""));
        var right = Pair.Request(fields: "Content-Type: application/json\r\n", body: Encoding.UTF8.GetBytes("""{"a":"ä"}"""));
        var body = (await Pair.CompareAsync(left, right)).Body;
        Assert.Equal((ComparisonKind.Json, false), (body.Kind, body.Same));
        Assert.Empty(body.Json!);
    }

    private static string Numbers(int count, int first) => $"[{string.Join(',', Enumerable.Range(first, count).Select(number => number.ToString(CultureInfo.InvariantCulture)))}]";

    private static string Nested(int levels, string value) => $"{new string('[', levels)}{value}{new string(']', levels)}";

    private static string Text(JsonChange change) =>
        $"{change.Pointer}{(change.RightPointer is null ? "" : $">{change.RightPointer}")}{(change.Occurrence is { } number ? $"#{number}" : "")} {(change.SameValue ? "~" : "")}{change.Left ?? "-"} {change.Right ?? "-"}";
}
