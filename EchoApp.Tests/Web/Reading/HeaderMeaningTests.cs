using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Reading;
using Xunit;

namespace EchoApp.Tests.Web.Reading;

public sealed class HeaderMeaningTests
{
    [Theory]
    [InlineData("priority", "u=1, i", "u: 1|i: true")]
    [InlineData("Sec-Fetch-Mode", "navigate", "value: navigate")]
    [InlineData("Idempotency-Key", "8e03978e-40d5-43dd-bc93-6894a57f9324", "")]
    [InlineData("Idempotency-Key", "\"8e03978e\"", "value: \"8e03978e\"")]
    [InlineData("Signature", "keyId=\"a\",algorithm=\"rsa-sha256\",signature=\"YQ==\"", "")]
    [InlineData("Signature-Input", "8e", "no Dictionary: a key is missing: it begins with a lower-case letter or an asterisk at character 0, counted from 0 (RFC 9651)")]
    [InlineData("Date", "Mon, 06 Nov 1994 08:49:37 GMT", "time: Mon, 06 Nov 1994 08:49:37 GMT 1994-11-06T08:49:37.0000000Z|another day of the week: that was a Sunday")]
    [InlineData("Accept", "text/*;q=0.3, text/html;level=1, */*;q=0.5, text/html;q=0.30", "by weight: text/html;level=1 (1), */* (0.5), text/* (0.3), text/html (0.3)")]
    [InlineData("Accept", "a/b;x=\"q=0,c\";q=0.001, c/d;q=", "by weight: a/b;x=\"q=0,c\" (0.001)|no weight: c/d has q=, and a weight is 0 to 1 with at most three digits behind the point (RFC 9110 section 12.4.2)")]
    [InlineData("Accept-Language", "da, en-gb;q=0.8, en;q=1.001", "by weight: da (1), en-gb (0.8)|no weight: en has q=1.001, and a weight is 0 to 1 with at most three digits behind the point (RFC 9110 section 12.4.2)")]
    [InlineData("Content-Type", "text/plain", "")]
    [InlineData("Content-Type", "multipart/form-data; boundary=\"a;b\\\"c\"; x", "media type: multipart/form-data|boundary: a;b\"c|x: ")]
    [InlineData("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "version: 00|trace-id: 0af7651916cd43dd8448eb211c80319c|parent-id: b7ad6b7169203331|sampled: yes")]
    [InlineData("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-02", "version: 00|trace-id: 0af7651916cd43dd8448eb211c80319c|parent-id: b7ad6b7169203331|sampled: no")]
    [InlineData("traceparent", "00-0", "no traceparent: it is not version, trace-id, parent-id and flags in lower-case hexadecimal (W3C Trace Context section 3.2)")]
    [InlineData("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "user: Aladdin|password: there, and not shown here")]
    [InlineData("Proxy-Authorization", "basic YTo=", "user: a|password: empty")]
    [InlineData("Authorization", "Basic !", "no credentials: they are not the base64 of a user name, a colon and a password (RFC 7617 section 2)")]
    [InlineData("Authorization", "Basic YQ==", "no credentials: they are not the base64 of a user name, a colon and a password (RFC 7617 section 2)")]
    [InlineData("X-Slack-Request-Timestamp", "1531420618", "time: 1531420618 2018-07-12T18:36:58.0000000Z")]
    [InlineData("webhook-timestamp", "1531420618123", "time: 1531420618123 2018-07-12T18:36:58.0000000Z")]
    [InlineData("X-Timestamp", "15314206", "")]
    [InlineData("Stripe-Signature", "t=1492774577,v1=5257a8", "time: 1492774577 2017-04-21T11:36:17.0000000Z")]
    [InlineData("Date", "Sun, 06 Nov 1994 08:49:37 GMT", "time: Sun, 06 Nov 1994 08:49:37 GMT 1994-11-06T08:49:37.0000000Z")]
    [InlineData("If-Modified-Since", "yesterday", "no HTTP-date: it is in none of the three forms of RFC 9110 section 5.6.7")]
    [InlineData("X-Anything", "hello", "")]
    public void Value_OfAField_SaysWhatItMeans(string name, string value, string expected) => Assert.Equal(expected, Shown(name, value));

    [Fact]
    public void Value_ThatWasReplaced_IsSaidToBeAndNotDecoded()
    {
        var whole = Replacement.Of(new(RedactedPlace.Header, "Authorization", 24, "9f86d081884c7d65", "4e5f", IsCut: false));
        var cut = Replacement.Of(new(RedactedPlace.Header, "Cookie.a", 1, "9f86d081884c7d65", null, IsCut: true));
        var bare = Replacement.Of(new(RedactedPlace.Header, "Cookie.b", 3, "9f86d081884c7d65", null, IsCut: false));
        Assert.Equal("redacted: 24 bytes, fingerprint 9f86d081884c7d65, ends in 4e5f", Shown("Authorization", $"Basic {whole}"));
        Assert.Equal("redacted: 3 bytes, fingerprint 9f86d081884c7d65|redacted: 1 byte, fingerprint 9f86d081884c7d65, cut off", Shown("Cookie", $"b={bare}; a={cut}"));
        Assert.Equal("redacted: 24 bytes, fingerprint 9f86d081884c7d65, ends in 4e5f|time: 1492774577 2017-04-21T11:36:17.0000000Z", Shown("Stripe-Signature", $"t=1492774577,v1={whole}"));
        Assert.All(HeaderMeaning.Of("Cookie", $"b={bare}", Samples.Time), meaning => Assert.Equal(MeaningKind.Redacted, meaning.Kind));
    }

    [Fact]
    public void Value_OfThousandsOfMembers_IsShownInPart()
    {
        var meanings = HeaderMeaning.Of("Sec-CH-UA", string.Join(", ", Enumerable.Repeat("a", 5000)), Samples.Time);
        Assert.Equal((101, "4900 that are not shown"), (meanings.Count, meanings[^1].Text));
    }

    private static string Shown(string name, string value) =>
        string.Join('|', HeaderMeaning.Of(name, value, Samples.Time).Select(meaning => $"{meaning.Name}: {meaning.Text}{(meaning.Time is { } time ? $" {time:O}" : "")}"));
}
