using EchoApp.Web.Comparison;
using Xunit;

namespace EchoApp.Tests.Web.Comparison;

public sealed class NamesComparerTests
{
    private const string Secret = "redacted~24~9f86d081884c7d65~4e5f";
    private const string OtherSecret = "redacted~24~0123456789abcdef~4e5f";

    /// <summary>Fields of both, and each name with its difference: R where the order of values differs, S where the spelling does.</summary>
    [Theory]
    [InlineData("A: 1\r\n", "A: 1\r\n", "A Same", "")]
    [InlineData("A: 1\r\n", "A: 2\r\n", "A Changed", "")]
    [InlineData("A: 1\r\nB: 2\r\n", "C: 3\r\nA: 1\r\n", "A Same, B Removed, C Added", "")]
    [InlineData("A: 1\r\n", "a: 1\r\n", "A Same S", "S")]
    [InlineData("A: 1\r\n", "a: 2\r\n", "A Changed S", "S")]
    [InlineData("A: 1\r\nA: 2\r\n", "A: 2\r\nA: 1\r\n", "A Changed R", "")]
    [InlineData("A: 1\r\nA: 2\r\n", "A: 1\r\n", "A Changed", "")]
    [InlineData("A: 1\r\nB: 2\r\n", "B: 2\r\nA: 1\r\n", "A Same, B Same", "R")]
    [InlineData("A: 1\r\nB: 2\r\nA: 3\r\n", "A: 1\r\nA: 3\r\nB: 2\r\n", "A Same, B Same", "R")]
    [InlineData("A: 1\r\n", "A:  1 \r\n", "A Same", "S")]
    [InlineData("A: " + Secret + "\r\n", "A: " + Secret + "\r\n", "A Same", "")]
    [InlineData("A: " + Secret + "\r\n", "A: " + OtherSecret + "\r\n", "A Changed", "")]
    public async Task Headers_OfTwoRequests_AreComparedByName(string left, string right, string items, string whole)
    {
        var comparison = await Pair.CompareAsync(Pair.Request(fields: left), Pair.Request(fields: right));
        Assert.Equal(items, Text(comparison.Headers));
        Assert.Equal(whole, Whole(comparison.Headers));
        Assert.Equal(left == right, comparison.Headers.Same);
        Assert.Equal(left == right, comparison.Same);
    }

    [Theory]
    [InlineData("?a=1", "?a=1", "a Same", "")]
    [InlineData("?a=1&b=2", "?b=2&a=1", "a Same, b Same", "R")]
    [InlineData("?a=1", "?A=1", "a Removed, A Added", "")]
    [InlineData("?a=x+y", "?a=x%20y", "a Same S", "S")]
    [InlineData("?%61=1&b=1", "?a=2&b=2", "a Changed S, b Changed", "S")]
    [InlineData("?a", "?a=", "a Changed", "")]
    [InlineData("?a=1&a=2", "?a=2&a=1", "a Changed R", "")]
    [InlineData("?a=1&", "?a=1", "a Same", "S")]
    [InlineData("", "?", "", "S")]
    public async Task Query_OfTwoRequests_IsComparedDecoded(string left, string right, string items, string whole)
    {
        var comparison = await Pair.CompareAsync(Pair.Request("/b/orders" + left), Pair.Request("/b/orders" + right));
        Assert.Equal(items, Text(comparison.Query));
        Assert.Equal(whole, Whole(comparison.Query));
        Assert.Equal(left == right, comparison.Query.Same);
        Assert.True(comparison.Line.Same);
    }

    [Fact]
    public async Task Names_InTheirComparison_HaveTheValuesOfBothSides()
    {
        var item = Assert.Single((await Pair.CompareAsync(Pair.Request("/?a=1&a"), Pair.Request("/?a=%00"))).Query.Items);
        Assert.Equal(["1", null], item.Left);
        Assert.Equal(["\0"], item.Right);
    }

    [Fact]
    public async Task Head_ThatIsCut_IsSaidToBe()
    {
        var whole = Pair.Request(fields: "A: 1\r\n");
        Assert.False((await Pair.CompareAsync(whole, whole)).Headers.Cut);
        Assert.True((await Pair.CompareAsync(whole, whole with { Head = whole.Head[..^2] })).Headers.Cut);
    }

    [Fact]
    public async Task Trailers_ThatDiffer_AreTold()
    {
        var comparison = await Pair.CompareAsync(Pair.Request(change: details => details with { Trailers = [["X-Sum", "1"]] }), Pair.Request());
        Assert.Equal("X-Sum Removed", Text(comparison.Trailers));
        Assert.False(comparison.Same);
    }

    [Fact]
    public async Task Line_OfTwoRequests_IsComparedInItsParts()
    {
        var left = Pair.Request("http://a/b/orders?x");
        var right = Pair.Request("/b/orders?y", change: details => details with { Protocol = "HTTP/2" });
        right = right with { Record = right.Record with { Method = "PUT" } };

        var line = (await Pair.CompareAsync(left, right)).Line;

        Assert.Equal(("POST", "PUT"), (line.Method.Left, line.Method.Right));
        Assert.Equal(("http://a/b/orders", "/b/orders"), (line.Target.Left, line.Target.Right));
        Assert.Equal(("HTTP/1.1", "HTTP/2"), (line.Protocol.Left, line.Protocol.Right));
        Assert.Equal((false, false, false), (line.Method.Same, line.Target.Same, line.Protocol.Same));
    }

    private static string Text(NamesComparison names) => string.Join(", ", names.Items.Select(item => $"{item.Name} {item.Difference}{(item.Reordered ? " R" : "")}{(item.Respelled ? " S" : "")}"));

    private static string Whole(NamesComparison names) => (names.Reordered ? "R" : "") + (names.Respelled ? "S" : "");
}
