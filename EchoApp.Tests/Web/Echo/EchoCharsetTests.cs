using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoCharsetTests : EchoTests
{
    /// <summary>All of the Encoding Standard but <c>replacement</c>, <c>iso-2022-cn</c>, <c>iso-2022-cn-ext</c> and those of UTF-16.</summary>
    public static TheoryData<string> StandardLabels => [.. (
        "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8 866 cp866 csibm866 ibm866 csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 "
        + "iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2 csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3 csisolatin4 "
        + "iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
        + "iso_8859-5 iso_8859-5:1988 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 "
        + "iso88596 iso_8859-6 iso_8859-6:1987 csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 "
        + "sun_eu_greek csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i "
        + "iso-8859-8-i logical csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6 iso-8859-13 iso8859-13 iso885913 iso-8859-14 iso8859-14 "
        + "iso885914 csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 iso-8859-16 cskoi8r koi koi8 koi8-r koi8_r koi8-ru koi8-u csmacintosh mac "
        + "macintosh x-mac-roman dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 cp1250 windows-1250 x-cp1250 cp1251 windows-1251 x-cp1251 "
        + "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii "
        + "windows-1252 x-cp1252 cp1253 windows-1253 x-cp1253 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 "
        + "windows-1254 x-cp1254 cp1255 windows-1255 x-cp1255 cp1256 windows-1256 x-cp1256 cp1257 windows-1257 x-cp1257 cp1258 windows-1258 x-cp1258 "
        + "x-mac-cyrillic x-mac-ukrainian chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030 big5 big5-hkscs cn-big5 csbig5 "
        + "x-x-big5 cseucpkdfmtjapanese euc-jp x-euc-jp csiso2022jp iso-2022-jp csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cseuckr "
        + "csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 csiso2022kr hz-gb-2312 iso-2022-kr x-user-defined")
        .Split(' ')];

    [Theory]
    [MemberData(nameof(StandardLabels))]
    public async Task Charset_OfTheEncodingStandard_IsKnown(string label)
    {
        var body = await PostAsync("plain text"u8.ToArray(), label);

        Assert.Equal("plain text", body.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("unicodefffe", "00 61")]
    [InlineData("utf-16be", "00 61")]
    [InlineData("csunicode", "fe ff 00 61")]
    [InlineData("ucs-2", "61 00")]
    [InlineData("unicodefeff", "61 00")]
    public async Task Charset_OfTheEncodingStandardInTwoBytes_IsKnown(string label, string bytes) =>
        Assert.Equal("a", (await PostAsync(Bytes(bytes), label)).GetProperty("text").GetString());

    [Theory]
    [InlineData("iso-8859-1", "e9 93", "é\u0093")]
    [InlineData("l1", "e9", "é")]
    [InlineData("windows-1252", "e9 93", "é“")]
    [InlineData("iso-8859-15", "a4", "€")]
    [InlineData("latin-9", "a4", "€")]
    [InlineData("iso-8859-10", "a1", "Ą")]
    [InlineData("iso-8859-14", "f0", "ŵ")]
    [InlineData("iso-8859-16", "a4", "€")]
    [InlineData("koi8-r", "c1", "а")]
    [InlineData("windows-31j", "83 65 83 58 83 67", "テスト")]
    [InlineData("euc-jp", "a5 c6", "テ")]
    [InlineData("iso-2022-jp", "1b 24 42 25 46 1b 28 42", "テ")]
    [InlineData("gbk", "d6 d0", "中")]
    [InlineData("gb18030", "94 39 fc 36", "😀")]
    [InlineData("big5", "a4 a4", "中")]
    [InlineData("euc-kr", "b0 a1", "가")]
    [InlineData("IBM437", "81", "ü")]
    [InlineData("\"utf-16\"", "fe ff 00 61", "a")]
    [InlineData("utf-16", "ff fe 61 00", "a")]
    [InlineData("iso-10646-ucs-2", "ff fe 61 00", "a")]
    [InlineData("UTF-16BE", "00 61", "a")]
    [InlineData("UTF-16BE", "fe ff 00 61", "a")]
    [InlineData("utf-16le", "61 00", "a")]
    [InlineData("utf-16le", "ff fe 61 00", "a")]
    [InlineData("utf-16", "fe ff d8 3d de 00", "😀")]
    [InlineData("utf-32", "00 00 fe ff 00 00 00 61", "a")]
    [InlineData("utf-32", "ff fe 00 00 61 00 00 00", "a")]
    [InlineData("utf-32be", "00 01 f6 00", "😀")]
    [InlineData("utf-32le", "00 f6 01 00", "😀")]
    public async Task Body_InARegisteredCharset_IsTextWithoutANote(string charset, string bytes, string text)
    {
        var body = await PostAsync(Bytes(bytes), charset);

        Assert.Equal(text, body.GetProperty("text").GetString());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("utf8", "utf-8", "c3 a9")]
    [InlineData("UTF8", "utf-8", "c3 a9")]
    [InlineData("utf8mb4", "utf-8", "c3 a9")]
    [InlineData("'utf-8'", "utf-8", "c3 a9")]
    [InlineData("utf_8", "utf-8", "c3 a9")]
    [InlineData("latin-1", "iso-8859-1", "e9")]
    [InlineData("iso8859_1", "iso-8859-1", "e9")]
    [InlineData("cp1252", "windows-1252", "e9")]
    [InlineData("windows1252", "windows-1252", "e9")]
    [InlineData("utf16le", "utf-16le", "e9 00")]
    [InlineData("unicode", "utf-16le", "e9 00")]
    public async Task Body_InAnUnregisteredSpelling_IsTextWithANote(string charset, string taken, string bytes)
    {
        var body = await PostAsync(Bytes(bytes), charset);

        Assert.Equal("é", body.GetProperty("text").GetString());
        Assert.Equal($"Charset '{charset}' is no registered name; taken as {taken}.", body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("utf-16", "00 61", "No byte order mark at byte 0, counted from 0: utf-16 without one is big endian.")]
    [InlineData("utf-32", "00 00 00 61", "No byte order mark at byte 0, counted from 0: utf-32 without one is big endian.")]
    [InlineData("utf-16le", "fe ff 00 61", "The byte order mark at byte 0, counted from 0, says big endian, against the charset utf-16le; the mark counts.")]
    [InlineData("utf-32be", "ff fe 00 00 61 00 00 00", "The byte order mark at byte 0, counted from 0, says little endian, against the charset utf-32be; the mark counts.")]
    public async Task Body_WithoutOrAgainstItsByteOrderMark_IsTextWithANote(string charset, string bytes, string note)
    {
        var body = await PostAsync(Bytes(bytes), charset);

        Assert.Equal("a", body.GetProperty("text").GetString());
        Assert.Equal(note, body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("us-ascii", "61 ff", "Not valid us-ascii at byte 1, counted from 0.")]
    [InlineData("utf-16le", "61 00 62", "Not valid utf-16le at byte 2, counted from 0.")]
    [InlineData("utf-16", "fe ff 00 61 d8 00 00 61", "Not valid utf-16 at byte 4, counted from 0.")]
    [InlineData("utf-8", "61 62 c3 28", "Not valid utf-8 at byte 2, counted from 0.")]
    [InlineData("\"\"", "61 ff", "Not valid utf-8 at byte 1, counted from 0.")]
    [InlineData("utf-7", "61", "Charset 'utf-7' is not known.")]
    [InlineData("klingon", "61", "Charset 'klingon' is not known.")]
    [InlineData("iso-2022-cn", "61", "Charset 'iso-2022-cn' is not known.")]
    public async Task Body_NotInItsCharset_IsBase64WithTheReason(string charset, string bytes, string reason)
    {
        var body = await PostAsync(Bytes(bytes), charset);

        Assert.Equal(Bytes(bytes), body.GetProperty("base64").GetBytesFromBase64());
        Assert.Equal(reason, body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Charset_OfAVeryLongName_IsQuotedInPart()
    {
        var body = await PostAsync("a"u8.ToArray(), new string('x', 1000));

        Assert.Equal($"Charset '{new string('x', 64)}…' is not known.", body.GetProperty("error").GetString());
    }

    private static byte[] Bytes(string hexadecimal) => Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));

    private async Task<JsonElement> PostAsync(byte[] bytes, string charset)
    {
        var response = await Server.PostAsync(bytes, $"text/plain; charset={charset}");
        Assert.Equal(200, response.Status);
        return response.Json.GetProperty("body");
    }
}
