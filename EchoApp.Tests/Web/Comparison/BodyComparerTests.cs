using System.Globalization;
using System.IO.Compression;
using System.Text;
using EchoApp.Web.Comparison;
using Xunit;

namespace EchoApp.Tests.Web.Comparison;

public sealed class BodyComparerTests
{
    /// <summary>Lines with their numbers; what differs in them stands between brackets.</summary>
    [Theory]
    [InlineData("a\nb\nc", "a\nx\nc", "1 a|1 a; 2 [b]|2 [x]; 3 c|3 c")]
    [InlineData("one two", "one three", "1 one [two]|1 one [three]")]
    [InlineData("a\nb", "b", "1 [a]|; 2 b|1 b")]
    [InlineData("a", "a\nb", "1 a|1 a; |2 [b]")]
    [InlineData("a\r\nb", "a\nb", "1 [a\r]|1 [a]; 2 b|2 b")]
    [InlineData("1\n2\n3\n4\n5\nx\n6\n7\n8\n9", "1\n2\n3\n4\n5\ny\n6\n7\n8\n9", "3 3|3 3; 4 4|4 4; 5 5|5 5; 6 [x]|6 [y]; 7 6|7 6; 8 7|8 7; 9 8|9 8")]
    [InlineData("", "a", "|1 [a]")]
    public async Task Text_OfTwoBodies_IsComparedByLinesAndWords(string left, string right, string lines)
    {
        var body = await Pair.CompareBodiesAsync(left, right);
        Assert.Equal((ComparisonKind.Text, false), (body.Kind, body.Same));
        Assert.Equal(lines, string.Join("; ", body.Text!.Select(line => $"{Text(line.Left)}|{Text(line.Right)}")));
    }

    [Fact]
    public async Task Text_AskedForWhole_HasTheLinesThatAreTheSameToo()
    {
        Assert.Equal(10, (await Pair.CompareBodiesAsync("1\n2\n3\n4\n5\nx\n6\n7\n8\n9", "1\n2\n3\n4\n5\ny\n6\n7\n8\n9", int.MaxValue)).Text!.Count);
        Assert.Equal(3, (await Pair.CompareBodiesAsync("a\nb\nc", "a\nb\nc", int.MaxValue)).Text!.Count);
        Assert.Empty((await Pair.CompareBodiesAsync("a\nb\nc", "a\nb\nc")).Text!);
    }

    [Fact]
    public async Task Text_WithMoreDifferencesThanAreListed_CountsTheRest()
    {
        var body = await Pair.CompareBodiesAsync(Lines(1500, "a"), Lines(1500, "b"));
        Assert.Equal((ComparisonKind.Text, 1000, 500), (body.Kind, body.Text!.Count, body.More));
    }

    public static TheoryData<string, string> TooMuch { get; } = new() { { Lines(20_001, "a"), Lines(20_001, "a") + "x" }, { Lines(2001, "a"), Lines(2001, "b") } };

    [Theory]
    [MemberData(nameof(TooMuch), DisableDiscoveryEnumeration = true)]
    public async Task Text_ThatIsTooMuch_IsComparedAsBytes(string left, string right)
    {
        var body = await Pair.CompareBodiesAsync(left, right);
        Assert.Equal(ComparisonKind.Bytes, body.Kind);
        Assert.Contains("Compared as bytes: one of them has more than 20,000 lines, or they differ in too many.", body.Notes);
    }

    [Fact]
    public async Task Bytes_ThatDiffer_AreToldWithWhatStandsAround()
    {
        var left = Enumerable.Range(0, 100).Select(i => (byte)i).ToArray();
        var right = left.ToArray();
        right[20] = right[21] = 0xff;
        right[60] = 0xff;

        var body = await Pair.CompareBodiesAsync(left, [.. right, 1, 2]);

        Assert.Equal(ComparisonKind.Bytes, body.Kind);
        Assert.Equal([(20, 2), (60, 1), (100, 2)], body.Bytes!.Select(range => (range.Offset, range.Length)));
        Assert.Equal(new ByteExcerpt(12, Convert.ToHexStringLower(left, 12, 32), Convert.ToHexStringLower(right, 12, 32)), body.Bytes![0].Excerpt);
        Assert.Equal(new ByteExcerpt(92, Convert.ToHexStringLower(left, 92, 8), Convert.ToHexStringLower([.. right[92..], 1, 2])), body.Bytes![2].Excerpt);
    }

    [Fact]
    public async Task Bytes_ThatDifferInManyPlaces_AreToldInTheFirstOnes()
    {
        var left = new byte[600];
        var right = left.Select((_, i) => (byte)(i % 4 == 0 ? 1 : 0)).ToArray();

        var body = await Pair.CompareBodiesAsync(left, right);

        Assert.Equal((100, 50), (body.Bytes!.Count, body.More));
        Assert.Equal(20, body.Bytes!.Count(range => range.Excerpt is not null));
        Assert.All(body.Bytes!.Take(20), range => Assert.NotNull(range.Excerpt));
    }

    [Fact]
    public async Task Bodies_LongerThanAMebibyte_AreComparedAsBytes()
    {
        var text = $"[{new string(' ', (1024 * 1024) - 2)}]";
        Assert.Equal(ComparisonKind.Json, (await Pair.CompareBodiesAsync(text, "[]")).Kind);
        var comparer = Pair.WithRoomFor(2 * 1024 * 1024);
        var body = (await comparer.CompareAsync(Pair.Request(body: Encoding.ASCII.GetBytes(text + " ")), Pair.Request(body: "[]"u8.ToArray()), 3, TestContext.Current.CancellationToken)).Body;
        Assert.Equal(ComparisonKind.Bytes, body.Kind);
        Assert.Contains("Compared as bytes: one of them is longer than 1 MiB.", body.Notes);
    }

    [Fact]
    public async Task Bodies_ThatAreCoded_AreComparedDecoded()
    {
        const string Fields = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
        var body = await Pair.CompareBodiesAsync(Gzip("""{"a":1}""", CompressionLevel.Optimal), Gzip("""{"a":2}""", CompressionLevel.Optimal), Fields);
        Assert.Equal("/a", Assert.Single(body.Json!).Pointer);

        body = await Pair.CompareBodiesAsync(Gzip("""{"a":1}""", CompressionLevel.NoCompression), Gzip("""{"a":1}""", CompressionLevel.Optimal), Fields);
        Assert.Empty(body.Json!);
        Assert.Equal((false, false), (body.Same, body.SameHash));
        Assert.Equal(["What is kept of them, without content codings, is the same; what came is not."], body.Notes);
    }

    [Fact]
    public async Task Coding_ThatIsBroken_IsSaid()
    {
        var body = await Pair.CompareBodiesAsync([1, 2, 3], [1, 2, 4], "Content-Encoding: gzip\r\n");
        Assert.Equal((ComparisonKind.Bytes, 2), (body.Kind, Assert.Single(body.Bytes!).Offset));
        Assert.Contains(body.Notes, note => note.StartsWith("Of the left: ", StringComparison.Ordinal));
        Assert.Contains(body.Notes, note => note.StartsWith("Of the right: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bodies_ThatAreNotThere_AreTheSame()
    {
        var body = await Pair.CompareBodiesAsync("", "");
        Assert.Equal((ComparisonKind.None, true, null), (body.Kind, body.Same, body.SameHash));
    }

    /// <summary>What is replaced differs in no byte, while the hash of what came does.</summary>
    [Theory]
    [InlineData("k1", "k1", true)]
    [InlineData("k1", "k2", false)]
    public async Task Bodies_WithSecrets_AreTheSameByTheirKeyedHash(string left, string right, bool isSame)
    {
        var secret = """{"password":"redacted~8~9f86d081884c7d65"}"""u8.ToArray();
        var body = (await Pair.CompareAsync(Pair.Request(body: secret, change: details => Pair.Redacted(details, left)), Pair.Request(body: secret, change: details => Pair.Redacted(details, right)))).Body;
        Assert.Equal((isSame, isSame), (body.Same, body.SameHash));
        Assert.Empty(body.Json!);
    }

    [Fact]
    public async Task Hashes_OfWhichOneIsKeyed_CannotBeCompared()
    {
        var bytes = "[]"u8.ToArray();
        var body = (await Pair.CompareAsync(Pair.Request(body: bytes), Pair.Request(body: bytes, change: details => Pair.Redacted(details, "k")))).Body;
        Assert.Equal((false, null, false), (body.Same, body.SameHash, body.Form.Same));
    }

    private static string Lines(int count, string text) => string.Join('\n', Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{text}{i}")));

    private static byte[] Gzip(string text, CompressionLevel level)
    {
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, level))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return coded.ToArray();
    }

    private static string Text(SideLine? line) => line is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{line.Number} {string.Concat(line.Pieces.Select(piece => piece.Differs ? $"[{piece.Text}]" : piece.Text))}");
}
