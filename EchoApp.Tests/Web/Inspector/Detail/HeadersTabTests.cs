using System.Text;
using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Capture;
using EchoApp.Web.Inspector.Detail.Headers;
using Xunit;

namespace EchoApp.Tests.Web.Inspector.Detail;

public sealed class HeadersTabTests
{
    private const string Token = "eyJhbGciOiJIUzI1NiJ9.eyJuIjoxMjM0NTY3ODkwMTIzNDU2Nzg5MC4xMCwibiI6MSwiZXhwIjoxMzAwODE5MzgwfQ.c2ln";

    [Fact]
    public async Task Fields_AsSent_StandInTheirOrderAndSpelling()
    {
        var page = await ShowAsync("x-B: 2\r\nX-a:1\r\nx-b:  3 \r\n");
        Assert.Contains(Row("x-B", "2") + Row("X-a", "1") + Row("x-b", "3"), page, StringComparison.Ordinal);
        Assert.Contains("<p class=\"soft\">1,234 bytes.</p>", page, StringComparison.Ordinal);
        Assert.Contains("x-b:  3 <span class=\"control\">␍␊\n␍␊\n</span></pre>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Trailer fields", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_InUtf8AndInLatin1_AreBothText()
    {
        var page = await ShowAsync($"X-Utf8: {Encoding.Latin1.GetString("gr\u00fcn \u20ac"u8)}\r\nX-Latin1: gr\u00fcn\r\n");
        Assert.Contains(Row("X-Utf8", "grün €") + Row("X-Latin1", "grün"), page, StringComparison.Ordinal);
        Assert.Matches("X-Utf8: grün €.*\n.*X-Latin1: grün", page);
    }

    [Fact]
    public async Task Trailers_OfAChunkedBody_HaveATableOfTheirOwn()
    {
        var page = await ShowAsync("A: 1\r\n", Samples.Details with { Trailers = [["Content-Digest", "a=:YQ==:"]] });
        var trailers = page.Split("Trailer fields")[1];
        Assert.Contains("<dt>a</dt>\n<dd>1 byte: 61<span class=\"soft\"> Byte Sequence</span></dd>", trailers, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Content-Digest</th>", trailers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OfABearer_IsShownAsSentAndNotAsVerified()
    {
        var page = await ShowAsync($"Authorization: Bearer {Token}\r\n");
        Assert.Contains("{\n  &quot;n&quot;: 12345678901234567890.10,\n  &quot;n&quot;: 1,\n  &quot;exp&quot;: 1300819380\n}</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<dt>exp</dt>\n<dd><time datetime=\"2011-03-22T18:43:00.0000000Z\" title=\"2011-03-22 18:43:00 UTC\">2011-03-22 18:43:00</time></dd>", page, StringComparison.Ordinal);
        Assert.Contains("verified: false", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_ThatWasReplaced_IsMarkedAndExplained()
    {
        var page = await ShowAsync("Authorization: Bearer redacted~24~9f86d081884c7d65~4e5f\r\n");
        Assert.Contains("<div class=\"value\" data-copies>Bearer <mark class=\"redacted\">redacted~24~9f86d081884c7d65~4e5f</mark></div>", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"redacted\">\n<dt>redacted</dt>\n<dd>24 bytes, fingerprint 9f86d081884c7d65, ends in 4e5f</dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("verified", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_OfARawBin_IsOnlySaidToBeThere()
    {
        var page = await ShowAsync("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n");
        Assert.Contains("<dd>Aladdin</dd>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_ThatIsMalformed_SaysWhere()
    {
        var page = await ShowAsync("Priority: u=\r\n");
        Assert.Contains("<div class=\"fault\">\n<dt>no Dictionary</dt>\n<dd>a value is missing at character 2, counted from 0 (RFC 9651)</dd>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_PutTogetherOrCut_IsSaidToBe()
    {
        Assert.Contains("Put together from what was parsed: in HTTP/2,", await ShowAsync("", Samples.Details with { Protocol = "HTTP/2", HeadIsRebuilt = true }), StringComparison.Ordinal);
        var whole = DetailSamples.Request("A: 1\r\n");
        var page = await DetailSamples.RenderAsync(HeadersTab.Show(whole with { Head = whole.Head[..^4] }, Samples.Details));
        Assert.Contains("1,234 bytes. Only its beginning is kept.", page, StringComparison.Ordinal);
        Assert.Contains("There are none.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-A")]
    [InlineData("User-Agent")]
    [InlineData("Priority")]
    [InlineData("Content-Type")]
    [InlineData("Accept")]
    [InlineData("Date")]
    [InlineData("traceparent")]
    [InlineData("Stripe-Signature")]
    [InlineData("Authorization")]
    public async Task Value_MadeToHarm_IsTextEverywhere(string name)
    {
        var hostile = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes("<script>alert(1)</script>;a=\"><img onerror=x>\u202e\0"));
        var page = await ShowAsync($"{name}: {hostile}\r\n<script>: 1\r\n", Samples.Details with { Protocol = "<script>", HeadIsRebuilt = true, Trailers = [["<script>", "\u202e<img onerror=x>\0"]] });
        DetailSamples.AssertHarmless(page);
        Assert.Contains("<div class=\"value\" data-copies>&lt;script&gt;alert(1)&lt;/script&gt;;a=&quot;&gt;&lt;img onerror=x&gt;<span class=\"control\">U+202E␀</span></div>", page, StringComparison.Ordinal);
    }

    private static Task<string> ShowAsync(string fields, CaptureDetails? details = null) =>
        DetailSamples.RenderAsync(HeadersTab.Show(DetailSamples.Request(fields), details ?? Samples.Details));

    private static string Row(string name, string value) => $"<tr>\n<th scope=\"row\">{name}</th>\n<td>\n<div class=\"value\" data-copies>{value}</div>\n</td>\n</tr>\n";
}
