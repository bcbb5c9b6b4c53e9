using System.IO.Compression;
using System.Text;
using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Echo;
using EchoApp.Web.Inspector.Detail;
using EchoApp.Web.Inspector.Detail.Body;
using EchoApp.Web.Memory;
using Microsoft.Extensions.Options;
using Xunit;

namespace EchoApp.Tests.Web.Inspector.Detail;

public sealed class BodyTabTests
{
    private const string Hostile = "<script>alert(1)</script>\"><img onerror=x>\u202e";
    private const string Replaced = "redacted~24~9f86d081884c7d65~4e5f";
    private const string Mark = $"<mark class=\"redacted\">{Replaced}</mark>";

    private static readonly string[] _allViews = ["image", "multipart", "json", "form", "xml", "text", "hex", "hex-decoded"];

    private static readonly RequestMemory _memory = new(new MemoryBudget(long.MaxValue), new PageSlots(1024 * 1024), new PageSlots(1024 * 1024));

    [Fact]
    public async Task Json_AsSent_KeepsBigNumbersRepeatedNamesAndEscapes()
    {
        var page = await ShowAsync("application/json", """{"n":12345678901234567890.10,"n":1e400,"\u0061":"\u00e9\n","o":{"l":[true,null,{}]},"e":[]}""");
        Assert.Contains("<li>\n<span class=\"name\">&quot;n&quot;</span>: <span class=\"digits\">12345678901234567890.10</span></li>\n<li>\n<span class=\"name\">&quot;n&quot;</span>: <span class=\"digits\">1e400</span></li>", page.Replace("\n\n", "\n", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("<span class=\"name\">&quot;\\u0061&quot;</span>: <span class=\"string\">&quot;\\u00e9\\n&quot;</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"literal\">{}</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"literal\">[]</span>", page, StringComparison.Ordinal);
        Assert.Equal(3, Count(page, "<details open>"));
        Assert.Contains("{ <span class=\"soft\">5 values</span>", page, StringComparison.Ordinal);
        Assert.Equal(["JSON", "Text", "Hex", "Download"], Links(page));
        Assert.Equal(Count(page, "<li>"), Count(page, "</li>"));
        Assert.Equal(Count(page, "<ul"), Count(page, "</ul>"));
    }

    [Fact]
    public async Task Json_OfManyValues_IsShownInPartAndBalanced()
    {
        var page = await ShowAsync("application/json", $"[{string.Join(',', Enumerable.Repeat("[[[[1]]]]", 1000))}]");
        Assert.Contains("3,001 more values are not shown.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/inspect/orders/1?tab=body&amp;view=text\" data-open>All of it", page, StringComparison.Ordinal);
        Assert.Contains("[ <span class=\"soft\">1,000 values</span>", page, StringComparison.Ordinal);
        Assert.Equal(Count(page, "<details"), Count(page, "</details>"));
        Assert.Contains("<details open>", page, StringComparison.Ordinal);
        Assert.Contains("<details><summary>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_OfALongString_SaysHowMuchIsLeftOut()
    {
        var page = await ShowAsync("application/json", $"\"{new string('a', 40_000)}\"");
        Assert.Contains("aaa<span class=\"soft\"> … 7,234 more characters</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_ThatIsNone_IsShownAsTextWithItsFault()
    {
        var page = await ShowAsync("application/json", "{\"a\":}");
        Assert.Contains("<p class=\"trouble\">Not shown as JSON: ", page, StringComparison.Ordinal);
        Assert.Contains("{&quot;a&quot;:}</pre>", page, StringComparison.Ordinal);
        Assert.Equal(["Text", "Hex", "Download"], Links(page));
    }

    [Fact]
    public async Task Gzip_WithItsCoding_IsDecodedAndItsBytesAreThoseReceived()
    {
        var coded = Gzip("""{"a":1}"""u8.ToArray());
        const string Head = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
        var json = await ShowAsync(Head, coded, "");
        Assert.Contains("<span class=\"name\">&quot;a&quot;</span>: <span class=\"digits\">1</span>", json, StringComparison.Ordinal);
        Assert.Contains("<dt>Content codings</dt><dd>gzip</dd>", json, StringComparison.Ordinal);
        Assert.Contains("<dt>Decoded</dt><dd>7 bytes</dd>", json, StringComparison.Ordinal);
        Assert.Equal(["JSON", "Text", "Hex", "Hex, decoded", "Download"], Links(json));
        Assert.Contains(">00000000  1f 8b 08 ", await ShowAsync(Head, coded, "hex"), StringComparison.Ordinal);
        Assert.Contains(">00000000  7b 22 61 22 3a 31 7d                              {&quot;a&quot;:1}\n", await ShowAsync(Head, coded, "hex-decoded"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_KeptWithoutItsCodings_IsNotDecodedAgain()
    {
        var page = await ShowAsync("Content-Type: application/json\r\nContent-Encoding: gzip\r\n", Encoding.UTF8.GetBytes($$"""{"password":"{{Replaced}}"}"""), "", Samples.Details with { BodyForm = RedactedForm.Decoded, BodyKeyedSha256 = "abc123" }, length: 500);
        Assert.Contains(Mark, page, StringComparison.Ordinal);
        Assert.Contains("<dt>Kept</dt><dd>48 bytes, without its content codings, with values replaced</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>HMAC-SHA256 of its SHA-256</dt><dd>abc123</dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"trouble\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("only the beginning", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_KeptAsText_IsUtf8WhateverItsTypeSays()
    {
        var page = await ShowAsync("Content-Type: text/plain; charset=utf-16\r\nContent-Encoding: gzip\r\n", Encoding.UTF8.GetBytes($"grün {Replaced}"), "", Samples.Details with { BodyForm = RedactedForm.Text });
        Assert.Contains($">\ngrün {Mark}</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Charset</dt><dd>utf-8, whatever it came in</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_InLatin1_IsReadInThat()
    {
        var page = await ShowAsync("Content-Type: text/plain; charset=iso-8859-1\r\n", Encoding.Latin1.GetBytes("gr\u00fcn\tund\r\ngut\0"), "");
        Assert.Contains(">\ngrün\tund\ngut<span class=\"control\">␀</span></pre>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Charset</dt><dd>iso-8859-1</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_ThatBeginsWithAnEmptyLine_KeepsIt() => Assert.Contains("aria-label=\"The body as text\">\n\na</pre>", await ShowAsync("text/plain", "\na"), StringComparison.Ordinal);

    [Fact]
    public async Task Text_OfManyBytes_GoesOnFromPageToPageAtWholeCharacters()
    {
        var text = new string('\u20ac', 30_000);
        var first = await ShowAsync("text/plain", text);
        Assert.Contains("Bytes 0 to 65,534 of 90,000, counted from 0.", first, StringComparison.Ordinal);
        Assert.Contains("<a class=\"quiet\" href=\"/inspect/orders/1?tab=body&amp;view=text&amp;at=65535\" data-open>Next</a>", first, StringComparison.Ordinal);
        var second = await ShowAsync("text/plain", text, "text", at: 65_536);
        Assert.Contains($">\n{new string('\u20ac', 8_155)}</pre>", second, StringComparison.Ordinal);
        Assert.Contains("view=text\" data-open>First</a>", second, StringComparison.Ordinal);
        Assert.Contains($">\n{new string('\u20ac', 1)}</pre>", await ShowAsync("text/plain", text, "text", at: long.MaxValue), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hex_OfManyBytes_GoesOnFromPageToPage()
    {
        var bytes = Enumerable.Range(0, 10_000).Select(value => (byte)value).ToArray();
        var page = await ShowAsync("", bytes, "hex", at: 4100);
        Assert.Contains(">00001000  00 01 02 03 04 05 06 07  08 09 0a 0b 0c 0d 0e 0f  ................\n", page, StringComparison.Ordinal);
        Assert.Contains("\n00001ff0  ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\n00002000  ", page, StringComparison.Ordinal);
        Assert.Equal(["view=hex", "view=hex&amp;at=0", "view=hex&amp;at=8192", "view=hex&amp;at=8192"], page.Split("class=\"quiet\" href=\"/inspect/orders/1?tab=body&amp;").Skip(1).Select(link => link.Split('"')[0]));
        Assert.Contains("00002700  ", await ShowAsync("", bytes, "hex", at: long.MaxValue), StringComparison.Ordinal);
        Assert.Contains(">00000000  ", await ShowAsync("", bytes, "hex", at: -5), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_ThatAreNoText_AreShownInHexFirst()
    {
        var page = await ShowAsync("", [0xff, 0xfe, 0, 1], "nonsense");
        Assert.Equal(["Hex", "Text", "Download"], Links(page));
        Assert.Contains("aria-current=\"true\">Hex</a>", page, StringComparison.Ordinal);
        Assert.Contains(">00000000  ff fe 00 01 ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_AsSent_KeepsItsOrderAndRepeatedNames()
    {
        var page = await ShowAsync("application/x-www-form-urlencoded", $"b=1&a=%C3%BC+x&&b=2&c&password={Replaced}");
        Assert.Contains(
            FormRow("b", "1") + FormRow("a", "ü x") + FormRow("b", "2") + FormRow("c", "") + FormRow("password", Mark), page, StringComparison.Ordinal);
        Assert.Equal(["Form", "Text", "Hex", "Download"], Links(page));
    }

    [Fact]
    public async Task Form_OfManyFields_GoesOnFromPageToPage()
    {
        var form = string.Join('&', Enumerable.Range(0, 450).Select(number => $"f{number}={number}"));
        var page = await ShowAsync("application/x-www-form-urlencoded", form, "form", at: 200);
        Assert.Contains("<tbody>\n" + FormRow("f200", "200"), page, StringComparison.Ordinal);
        Assert.Contains(FormRow("f399", "399") + "</tbody>", page, StringComparison.Ordinal);
        Assert.Contains("Fields 200 to 399 of 450, counted from 0.", page, StringComparison.Ordinal);
        Assert.Contains("view=form&amp;at=400\" data-open>Next</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_InItsOwnCharset_IsDecodedInThat()
    {
        var page = await ShowAsync("Content-Type: application/x-www-form-urlencoded; charset=iso-8859-1\r\n", "a=%FC"u8.ToArray(), "");
        Assert.Contains(FormRow("a", "ü"), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_WithAFile_AreTakenApart()
    {
        var page = await ShowAsync(
            "multipart/form-data; boundary=b",
            $"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{Hostile} {Replaced}\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"{Hostile.Replace("\"", "'", StringComparison.Ordinal)}.txt\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--\r\n");
        Assert.Contains("<h3 id=\"part-1\">Part 1: a</h3>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img onerror=x&gt;<span class=\"control\">U+202E</span> " + Mark, page, StringComparison.Ordinal);
        var file = page.Split("<h3 id=\"part-2\">")[1];
        Assert.Contains("<dt>File name</dt><dd>&lt;script&gt;alert(1)&lt;/script&gt;&#x27;&gt;&lt;img onerror=x&gt;<span class=\"control\">U+202E</span>.txt</dd>", file, StringComparison.Ordinal);
        Assert.Contains("<dt>Type</dt><dd>text/plain</dd>", file, StringComparison.Ordinal);
        Assert.Contains("<dt>Length</dt><dd>5 bytes</dd>", file, StringComparison.Ordinal);
        Assert.Contains("<dd>2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824</dd>", file, StringComparison.Ordinal);
        Assert.Equal(["Parts", "Text", "Hex", "Download"], Links(page));
        DetailSamples.AssertHarmless(page);
    }

    [Fact]
    public async Task Xml_WellFormed_IsIndentedAndNothingElse()
    {
        var page = await ShowAsync("application/atom+xml", "<?xml version=\"1.0\"?><!-- c --><a x=\"1 &lt; &quot;2&quot;\"><b>t &amp; u</b><c/><d>mixed <e>in</e> line</d><f></f><![CDATA[<g>]]></a>");
        Assert.Contains(
            """
            <?xml version="1.0"?>
            <!-- c -->
            <a x="1 &lt; &quot;2&quot;">
              <b>t &amp; u</b>
              <c/>
              <d>mixed <e>in</e> line</d>
              <f></f><![CDATA[<g>]]></a>
            """,
            System.Net.WebUtility.HtmlDecode(page).Replace("<mark", "<", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal(["XML", "Text", "Hex", "Download"], Links(page));
    }

    [Theory]
    [InlineData("<a>\n <b></a>", "it is not well-formed at line 2, column ")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", "it has a DTD, which is not read.")]
    [InlineData(" ", "it has no element.")]
    [InlineData("<a", "it is not well-formed at line 1, column ")]
    public async Task Xml_ThatIsNone_SaysWhereAndIsText(string xml, string reason)
    {
        var page = await ShowAsync("text/xml", xml);
        Assert.Contains($"<p class=\"trouble\">Not shown as XML: {reason}", page, StringComparison.Ordinal);
        Assert.Contains("aria-current=\"true\">Text</a>", page, StringComparison.Ordinal);
        Assert.Equal(["Text", "Hex", "Download"], Links(page));
    }

    [Fact]
    public async Task Xml_OfALongTextOrOfMuchDepth_IsCut()
    {
        var page = await ShowAsync("text/xml", $"<a>{new string('b', 300_000)}</a>");
        Assert.Contains("That is the beginning.", page, StringComparison.Ordinal);
        Assert.InRange(page.Length, 1, 256 * 1024);
        var deep = await ShowAsync("text/xml", string.Concat(Enumerable.Repeat("<a>", 50_000)) + string.Concat(Enumerable.Repeat("</a>", 50_000)));
        Assert.Contains("That is the beginning.", deep, StringComparison.Ordinal);
        Assert.InRange(deep.Length, 1, 1024 * 1024);
    }

    [Theory]
    [InlineData("iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAAfFcSJ", "image/png, by its first bytes: 2 × 3 pixels")]
    [InlineData("R0lGODlhAgADAAAA", "image/gif, by its first bytes: 2 × 3 pixels")]
    [InlineData("Qk0AAAAAAAAAAAAAAAAoAAAAAgAAAP3///8BABgA", "image/bmp, by its first bytes: 2 × 3 pixels")]
    [InlineData("/9j/4AAQ", "image/jpeg, by its first bytes<")]
    [InlineData("UklGRgAAAABXRUJQVlA4", "image/webp, by its first bytes<")]
    [InlineData("AAAAHGZ0eXBhdmlm", "image/avif, by its first bytes<")]
    public async Task Image_WhateverItsTypeSays_IsShownByItsOwnAddress(string base64, string expected)
    {
        var page = await ShowAsync("Content-Type: text/html\r\n", Convert.FromBase64String(base64), "", pathBase: "/under");
        Assert.Contains("<img src=\"/under/inspect/orders/1/image\" alt=\"The body, an image\">", page, StringComparison.Ordinal);
        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.Equal("Image", Links(page)[0]);
    }

    [Theory]
    [InlineData("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("image/png", "no image")]
    [InlineData("image/bmp", "BM is what this text begins with, and it is long enough")]
    public async Task Body_ThatIsOnlySaidToBeAnImage_IsNotShownAsOne(string type, string body)
    {
        var page = await ShowAsync(type, body);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        DetailSamples.AssertHarmless(page);
    }

    [Fact]
    public async Task Body_ThatIsCut_IsSaidToBeAndNotTakenForBroken()
    {
        var page = await ShowAsync("Content-Type: application/json\r\n", "{\"a\":\"\u20ac"u8[..^1].ToArray(), "", length: 5000);
        Assert.Contains("<dt>Length</dt><dd>5,000 bytes as received</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>Kept</dt><dd>8 bytes, in the form in which it came: only the beginning</dd>", page, StringComparison.Ordinal);
        Assert.Contains("Only the first 8 bytes are kept. Not shown as JSON: truncated.", page, StringComparison.Ordinal);
        Assert.Contains(">\n{&quot;a&quot;:&quot;</pre>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xml_ThatIsCut_IsShownAsFarAsItIsKept()
    {
        var page = await ShowAsync("Content-Type: text/xml\r\n", "<a><b>1</b><c>2</"u8.ToArray(), "", length: 5000);
        Assert.Contains("aria-label=\"The body as XML\">&lt;a&gt;\n  &lt;b&gt;1&lt;/b&gt;\n  &lt;c&gt;2", page, StringComparison.Ordinal);
        Assert.Contains("That is the beginning.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("well-formed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xml_ThatIsCutAndHasADtd_IsNotTakenForCut() => Assert.Contains(
        "it has a DTD, which is not read",
        await ShowAsync("Content-Type: text/xml\r\n", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>"u8.ToArray(), "", length: 5000),
        StringComparison.Ordinal);

    [Fact]
    public async Task Body_InWhichSomethingWasReplaced_IsNotSaidToBeAllAsItCame() => Assert.Contains(
        "in the form in which it came, with values replaced</dd>",
        await ShowAsync("Content-Type: text/plain\r\n", "a"u8.ToArray(), "", Samples.Details with { BodyKeyedSha256 = "9f" }),
        StringComparison.Ordinal);

    /// <summary>Links within a body lead back to the list that it was found in.</summary>
    [Fact]
    public async Task Views_OfARequestThatWasFound_KeepWhatWasAskedFor() => Assert.Contains(
        "href=\"/inspect/orders/1?q=a%20b&amp;tab=body&amp;view=hex\" data-open",
        await ShowAsync("Content-Type: text/plain\r\n", "a"u8.ToArray(), "", query: "a b"),
        StringComparison.Ordinal);

    /// <summary>What was replaced was longer: all of it is kept.</summary>
    [Fact]
    public async Task Body_ShorterByWhatWasReplaced_IsNotCut()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"password":"{{Replaced}}"}""");
        var redaction = new Redaction(RedactedPlace.Json, "/password", 1000, "9f86d081884c7d65", "4e5f", IsCut: false);
        var details = Samples.Details with { RedactionCount = 1, Redactions = [redaction] };
        Assert.Contains(Mark, await ShowAsync("Content-Type: application/json\r\n", body, "json", details, body.Length - 33 + 1000), StringComparison.Ordinal);
        Assert.Contains("only the beginning", await ShowAsync("Content-Type: application/json\r\n", body, "json", details, body.Length + 1001), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithoutABody_SaysSo()
    {
        Assert.Equal("<p class=\"soft\">The request has no body.</p>\n", await ShowAsync("", [], ""));
        var page = await ShowAsync("", [], "", length: 10);
        Assert.Contains("Nothing of it is kept.", page, StringComparison.Ordinal);
        Assert.Contains("<dd>10 bytes as received</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_WithWhatWasFoundWrong_SaysItOnce()
    {
        var page = await ShowAsync("Content-Type: application/json\r\n", "{"u8.ToArray(), "", Samples.Details with { BodyError = "Something else." });
        Assert.Contains("<p class=\"trouble\">Something else.</p>", page, StringComparison.Ordinal);
        Assert.Equal(2, Count(page, "class=\"trouble\""));
        var fault = System.Net.WebUtility.HtmlDecode(page.Split("<p class=\"trouble\">")[2].Split("</p>")[0]);
        Assert.Equal(1, Count(await ShowAsync("Content-Type: application/json\r\n", "{"u8.ToArray(), "", Samples.Details with { BodyError = fault }), "class=\"trouble\""));
    }

    [Fact]
    public async Task Download_OfTheBytes_IsTheApis() =>
        Assert.Matches("<a href=\"/under/api/bins/orders/requests/[0-9a-f-]{36}/body\" download>", await ShowAsync("", [1], "", pathBase: "/under"));

    public static TheoryData<string, string> HostileBodies { get; } = new()
    {
        { "application/json", $$"""{"{{JsonText}}":"{{JsonText}}"}""" },
        { "application/x-www-form-urlencoded", $"{Uri.EscapeDataString(Hostile)}={Uri.EscapeDataString(Hostile)}" },
        { "application/x-www-form-urlencoded", $"{Hostile}=1" },
        { "multipart/form-data; boundary=b", $"--b\r\nContent-Disposition: form-data; name=\"{Hostile}\"\r\nX: {Hostile}\r\n\r\n{Hostile}\r\n--b--\r\n" },
        { "text/xml", $"<a b='{Hostile.Replace("<", "&lt;", StringComparison.Ordinal)}'><script>{Hostile.Replace("<", "&lt;", StringComparison.Ordinal)}</script><!--{Hostile}--></a>" },
        { "text/html", $"{Hostile}\0" },
        { "image/png", $"\u0089PNG{Hostile}\0" },
    };

    private static string JsonText => Hostile.Replace("\"", "\\\"", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(HostileBodies))]
    public async Task Body_MadeToHarm_IsTextInEveryView(string type, string body)
    {
        foreach (var view in _allViews)
        {
            var page = await ShowAsync(type, body, view);
            DetailSamples.AssertHarmless(page);
            Assert.Contains("script", page, StringComparison.Ordinal);
        }
    }

    private static Task<string> ShowAsync(string type, string body, string view = "", long at = 0) =>
        ShowAsync($"Content-Type: {type}\r\n", Encoding.UTF8.GetBytes(body), view, at: at);

    private static async Task<string> ShowAsync(string fields, byte[] body, string view, CaptureDetails? details = null, long? length = null, long at = 0, string pathBase = "", string query = "")
    {
        var tab = new BodyTab(_memory, Options.Create(new EchoOptions()));
        details ??= Samples.Details;
        var slice = await tab.ShowAsync(DetailSamples.Request(fields, body, length), details, new("/inspect/orders/1", new DetailState(query, "body", view), at), TestContext.Current.CancellationToken);
        return await DetailSamples.RenderAsync(slice, pathBase);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return coded.ToArray();
    }

    private static List<string> Links(string page) => [.. page.Split("aria-label=\"Views of the body\">")[1].Split("</nav>")[0].Split("</a>").SkipLast(1).Select(link => link[(link.LastIndexOf('>') + 1)..])];

    private static string FormRow(string name, string value) => $"<tr><th scope=\"row\">{name}</th><td><div class=\"value\">{value}</div></td></tr>\n";

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
