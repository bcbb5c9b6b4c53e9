using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Queries;

/// <summary>What is read of a query, and what is said of what is none.</summary>
public sealed class QueryParserTests
{
    private static readonly RequestRecord _record = Samples.Request("/b/orders/Paid?a=1").Record with { Marks = new(IsPinned: true, ["seen"]) };

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("*")]
    [InlineData("path:paid status:200")]
    [InlineData("path:nothing OR status:200 path:paid")]
    [InlineData("(path:nothing OR status:200) AND path:paid")]
    [InlineData("-(path:nothing status:200)")]
    [InlineData("--path:paid")]
    [InlineData("NOT NOT path:paid")]
    [InlineData("-path:nothing")]
    [InlineData("NOT path:nothing OR path:nothing")]
    [InlineData("path:nothing OR path:nothing OR path:paid")]
    [InlineData("path:paid path:nothing", false)]
    [InlineData("path:nothing AND path:paid OR path:nothing", false)]
    [InlineData("(((path:paid)))")]
    [InlineData("path=/b/orders/paid")]
    [InlineData("path=/b/orders", false)]
    [InlineData("path!=/b/orders")]
    [InlineData("target:\"paid?a=1\"")]
    [InlineData("METHOD:post")]
    [InlineData("method:pos", false)]
    [InlineData("status:2xx")]
    [InlineData("status:2XX status:20x")]
    [InlineData("status:1xx", false)]
    [InlineData("status:200..404 status:..200 status:200..")]
    [InlineData("status>=200 status<=200 status>199 status<201 status:>=200")]
    [InlineData("status>200", false)]
    [InlineData("status!=200", false)]
    [InlineData("size:4G..5G size>4.5G size>=5000000000b")]
    [InlineData("size:1k..1MiB", false)]
    [InlineData("time:2026-11-29 time:2026-11-29T12:30 time:2026-11-29T12:30:45Z time:2026-11-29t13:30:45.123456+01:00")]
    [InlineData("time:2026-11-29T12:30:45.123455", false)]
    [InlineData("time>2026-11-28 time<2026-11-30 time>=2026-11-29 time<=2026-11-29")]
    [InlineData("time>2026-11-29", false)]
    [InlineData("age<=0s age<1s")]
    [InlineData("age>0s", false)]
    [InlineData("bin:orders tag:seen tag:* is:pinned")]
    [InlineData("bin:other", false)]
    [InlineData("tag:see", false)]
    public void Parse_OfAQuery_MeansWhatItSays(string text, bool holds = true)
    {
        var query = QueryParser.Parse(text, Samples.Time);

        Assert.Equal(holds, query.Holds(Row()));
    }

    [Theory]
    [InlineData("age<1s age<=0s age>=0s")]
    [InlineData("age<0s OR age>0s OR age>=1m", false)]
    [InlineData("age<1s -method:post", false)]
    public void Parse_OfAQueryOfWhatComes_TakesItToHaveNoAge(string text, bool holds = true)
    {
        var query = QueryParser.Parse(text, now: null);

        Assert.Equal(holds, query.Holds(Row()));
    }

    [Theory]
    [InlineData("foo:bar", 0, "There is no field foo.")]
    [InlineData("paid http://a", 5, "There is no field http.", "; text with : in it goes in quotes: \"http://a\".")]
    [InlineData("a=b", 0, "There is no field a.", "; text with = in it goes in quotes: \"a=b\".")]
    [InlineData("a!=b", 0, "There is no field a.", "; text with != in it goes in quotes: \"a!=b\".")]
    [InlineData("foo:\"a \\\\\"", 0, "There is no field foo.", "; text with : in it goes in quotes: \"foo:a \\\\\".")]
    [InlineData("paid 14:30", 5, "Text with : in it goes in quotes: \"14:30\".")]
    [InlineData("-1=1", 1, "Text with = in it goes in quotes: \"1=1\".")]
    [InlineData("(\\x<y)", 1, "Text with < in it goes in quotes: \"\\\\x<y\".")]
    [InlineData("[::1]:80", 0, "Text with : in it goes in quotes: \"[::1]:80\".")]
    [InlineData("{'a':1}", 0, "Text with : in it goes in quotes: \"{'a':1}\".")]
    [InlineData("x->y", 0, "There is no field x-.", "; text with > in it goes in quotes: \"x->y\".")]
    [InlineData("= paid", 0, "Text with = in it goes in quotes: \"=\".")]
    [InlineData("header.x!y:z", 0, "A header whose name has that in it is looked for by its line: header:\"x!y: …\".")]
    [InlineData("HEADER.x*y!=z", 0, "A header whose name has that in it is looked for by its line: header:\"x*y: …\".")]
    [InlineData("header.x$y:", 11, "Behind header.x$y: something is missing.")]
    [InlineData("header.x$y:z*", 12, "A * stands for nothing")]
    [InlineData("x$y:z", 0, "Text with : in it goes in quotes: \"x$y:z\".")]
    [InlineData("(paid", 5, "Here a ) is missing.")]
    [InlineData("(paid OR", 8, "Here something to look for is missing.")]
    [InlineData("()", 1, "Something to look for is missing before ).")]
    [InlineData("paid)", 4, "This ) closes nothing")]
    [InlineData("OR paid", 0, "Something to look for is missing before OR.")]
    [InlineData("paid AND", 8, "Here something to look for is missing.")]
    [InlineData("a AND OR b", 6, "Something to look for is missing before OR.")]
    [InlineData("NOT", 3, "Here something to look for is missing.")]
    [InlineData("a - b", 2, "What is not to be there goes directly behind the -.")]
    [InlineData("(-)", 1, "What is not to be there goes directly behind the -.")]
    [InlineData("\"paid", 0, "These quotes are not closed.")]
    [InlineData("path:\"paid\\\"", 5, "These quotes are not closed.")]
    [InlineData("\"a\\n\"", 2, "In quotes a \\ is written")]
    [InlineData("\"a\"b", 3, "Behind the quotes a space is missing")]
    [InlineData("a\"b\"", 1, "Quotes go around the whole text")]
    [InlineData("\"\"", 0, "There is nothing between these quotes.")]
    [InlineData("path:", 5, "Behind path: something is missing.")]
    [InlineData("path: paid", 5, "Behind path: something is missing.")]
    [InlineData("path>a", 0, "path is text")]
    [InlineData("path:/paid*", 10, "A * stands for nothing")]
    [InlineData("a*", 1, "A * stands for nothing")]
    [InlineData("status:abc", 7, "A status is 404, 4xx")]
    [InlineData("status:600..500", 7, "A range is FROM..TO")]
    [InlineData("status:..", 7, "A range is FROM..TO")]
    [InlineData("size:10x", 5, "A size is a number of bytes")]
    [InlineData("size:999999999999G", 5, "A size is a number of bytes")]
    [InlineData("time:2026-02-30", 5, "A time is 2026-11-29")]
    [InlineData("time:yesterday", 5, "A time is 2026-11-29")]
    [InlineData("age:15m", 0, "An age is compared")]
    [InlineData("age<15", 4, "An age is a number with s, m, h or d")]
    [InlineData("bin:A", 4, "A bin's name has")]
    [InlineData("bin>a", 0, "bin cannot be compared")]
    [InlineData("tag:A!", 4, "A tag has")]
    [InlineData("id:17", 3, "An id has the form")]
    [InlineData("is:odd", 3, "What a request can be is pinned")]
    [InlineData("header.:x", 0, "There is no field header..")]
    [InlineData("json.status=paid", 0, "Behind json. stands a JSON pointer (RFC 6901): json./data/0/id.")]
    [InlineData("json./a~2=1", 0, "Behind json. stands a JSON pointer")]
    [InlineData("json.\"#/a\"=1", 0, "Behind json. stands a JSON pointer")]
    [InlineData("json:paid", 0, "There is no field json.")]
    [InlineData("json./a=", 8, "Behind json./a= something is missing.")]
    [InlineData("json./a=\"\"", 8, "There is nothing between these quotes.")]
    [InlineData("json./a>b", 8, "Values are compared with numbers: 17, -0.5, 1e6.")]
    [InlineData("form.=1", 0, "Behind form. a name is missing, as in query.page=2 or form.page=2.")]
    [InlineData("query.\"\":*", 0, "Behind query.\"\" a name is missing, as in")]
    [InlineData("path=~`(`", 6, "This is no regular expression of .NET: at offset 1. Not enough )'s.")]
    [InlineData("path=~`(?=a)`", 6, "A regular expression must do without going back in the text, so without (?=…), (?<!…), (?>…) and \\1, and with counts that are not large.")]
    [InlineData("path=~`(a)\\1`", 6, "A regular expression must do without going back")]
    [InlineData("path=~`((a{1,100}){1,100}){1,100}`", 6, "A regular expression must do without going back")]
    [InlineData("path=~``", 6, "There is nothing between these quotes.")]
    [InlineData("path=~`a", 6, "This backtick is not closed.")]
    [InlineData("path=~`a`b", 9, "Behind the backtick a space is missing.")]
    [InlineData("status=~4..", 0, "A regular expression is for text. A status is 404")]
    [InlineData("age=~1", 0, "An age is compared")]
    [InlineData("bin=~a", 0, "bin cannot be compared")]
    [InlineData("a=~1 b=~2 c=~3", 0, "There is no field a.")]
    public void Parse_OfWhatIsNone_PointsAtThePlace(string text, int place, string message, string end = "")
    {
        var exception = Assert.Throws<QuerySyntaxException>(() => QueryParser.Parse(text, Samples.Time));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(end, exception.Message, StringComparison.Ordinal);
        Assert.Equal(place, exception.Place);
    }

    [Theory]
    [InlineData("header.x$y:1")]
    [InlineData("HEADER.X$Y=1")]
    [InlineData("header.x~y=z header.x~y:*")]
    [InlineData("header.x#%&'+.^_`|~-9:all")]
    [InlineData("header.~:tilde header.1:one")]
    [InlineData("header.x$y!=2 -header.x$y:2")]
    [InlineData("\"1:2\" \"x->y\"")]
    [InlineData("header.x$y:2", false)]
    [InlineData("header.$y:*", false)]
    public void Parse_OfANameOfAHeader_TakesAllThatStandsInOne(string text, bool holds = true)
    {
        var head = "POST / HTTP/1.1\r\nX$y: 1\r\nx~Y: z\r\nx#%&'+.^_`|~-9: all\r\n~: tilde\r\n1: one\r\nx: 1:2 x->y\r\n\r\n"u8.ToArray();

        Assert.Equal(holds, QueryParser.Parse(text, Samples.Time).Holds(Row(head)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  path:paid  status:200 ", "path:paid|status:200")]
    [InlineData("path:paid AND NOT (a OR b) -\"c d\" json./a=~`x y`", "path:paid|NOT (a OR b)|-\"c d\"|json./a=~`x y`")]
    [InlineData(" a  OR b c ", "a  OR b c")]
    [InlineData("(a b)", "(a b)")]
    [InlineData("paid", "paid")]
    public void ParseWritten_KeepsTheWordsOfWhatHasToHold(string text, string parts)
    {
        var query = QueryParser.ParseWritten(text, Samples.Time);

        Assert.Equal(parts, string.Join('|', query.Parts.Select(part => part.Text)));
        Assert.All(query.Parts, part => Assert.Equivalent(QueryParser.Parse(part.Text, Samples.Time), part.Query));
    }

    private static RecordRow Row(byte[]? head = null) => new(new StoredRequest(1, _record, head, Body: default));

    [Fact]
    public void Parse_OfWhatIsTooMuch_SaysSo()
    {
        Assert.StartsWith("A query has at most 2000 characters", Message(new string('a', 2001)), StringComparison.Ordinal);
        Assert.StartsWith("A query has at most 100 conditions", Message(string.Join(' ', Enumerable.Repeat("a", 101))), StringComparison.Ordinal);
        Assert.StartsWith("At most 50 parentheses", Message(new string('(', 51) + "a" + new string(')', 51)), StringComparison.Ordinal);
        Assert.StartsWith("At most 50 parentheses", Message(string.Concat(Enumerable.Repeat("NOT ", 51)) + "a"), StringComparison.Ordinal);
        Assert.StartsWith("Text to look for has at most 500 bytes", Message(new string('ü', 251)), StringComparison.Ordinal);
        Assert.StartsWith("Text to look for has at most 500 bytes", Message($"path=~{new string('a', 501)}"), StringComparison.Ordinal);
        Assert.StartsWith("A query has at most 5 regular expressions", Message(string.Join(' ', Enumerable.Repeat("path=~a", 6))), StringComparison.Ordinal);
        Assert.Equal("Text with : in it goes in quotes.", Message($"1:{new string('a', 1000)}"));
        Assert.NotNull(QueryParser.Parse(string.Join(' ', Enumerable.Repeat("a", 100)), Samples.Time));
        Assert.NotNull(QueryParser.Parse(new string('(', 50) + "a" + new string(')', 50), Samples.Time));

        static string Message(string text) => Assert.Throws<QuerySyntaxException>(() => QueryParser.Parse(text, Samples.Time)).Message;
    }

    [Fact]
    public void Parse_OfArbitraryText_IsAQueryOrAnErrorWithAPlaceInIt()
    {
        var random = new Random(7);
        using var nothing = new RequestContent(null);
        string[] pieces = ["(", ")", "-", "NOT", "OR", "AND", " ", "\"", "\\", ":", "=", "!=", "<", ">=", "..", "*", "status", "time", "size", "age", "header.", "json.", "form.", "/a", "=~", "!~", "`", "x", "$", "!", "2xx", "2026-11-29", "T12", "1k", "ü", "\0", "😀"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                QueryParser.Parse(text, Samples.Time).Holds(Row(), nothing);
            }
            catch (QuerySyntaxException exception)
            {
                Assert.InRange(exception.Place, 0, text.Length);
                Assert.EndsWith(".", exception.Message.TrimEnd(':', '…'), StringComparison.Ordinal);
            }
        }
    }
}
