using System.Collections.Frozen;

namespace EchoApp.Web.Echo.Body.Charsets;

/// <summary>
/// Names under which charsets are sent: those that IANA registers, with their meaning there, and the others of the Encoding
/// Standard's table and of programs in use. Where the two disagree (iso-8859-1, us-ascii, utf-16), IANA's meaning counts.
/// </summary>
internal static class CharsetLabels
{
    /// <summary>A line for each charset: name, code page, registered names, other names.</summary>
    private const string Table =
        """
        utf-8|65001|csutf8|unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8 utf8mb4 utf8mb3 utf-8-sig utf-8-bom utf8n cp65001 65001
        us-ascii|20127|ansi_x3.4-1968 ansi_x3.4-1986 iso-ir-6 iso_646.irv:1991 iso646-us us ibm367 cp367 csascii|ascii 646 ansi_x3.4
        iso-8859-1|28591|iso_8859-1:1987 iso-ir-100 iso_8859-1 latin1 l1 ibm819 cp819 csisolatin1|iso8859-1 iso88591 8859-1
        iso-8859-2|28592|iso_8859-2:1987 iso-ir-101 iso_8859-2 latin2 l2 csisolatin2|iso8859-2 iso88592
        iso-8859-3|28593|iso_8859-3:1988 iso-ir-109 iso_8859-3 latin3 l3 csisolatin3|iso8859-3 iso88593
        iso-8859-4|28594|iso_8859-4:1988 iso-ir-110 iso_8859-4 latin4 l4 csisolatin4|iso8859-4 iso88594
        iso-8859-5|28595|iso_8859-5:1988 iso-ir-144 iso_8859-5 cyrillic csisolatincyrillic|iso8859-5 iso88595
        iso-8859-6|28596|iso_8859-6:1987 iso-ir-127 iso_8859-6 ecma-114 asmo-708 arabic csisolatinarabic iso_8859-6-e csiso88596e iso-8859-6-e iso_8859-6-i csiso88596i iso-8859-6-i|iso8859-6 iso88596
        iso-8859-7|28597|iso_8859-7:1987 iso-ir-126 iso_8859-7 elot_928 ecma-118 greek greek8 csisolatingreek|iso8859-7 iso88597 sun_eu_greek
        iso-8859-8|28598|iso_8859-8:1988 iso-ir-138 iso_8859-8 hebrew csisolatinhebrew iso_8859-8-e csiso88598e iso-8859-8-e|iso8859-8 iso88598 visual
        iso-8859-8-i|38598|iso_8859-8-i csiso88598i|logical
        iso-8859-9|28599|iso_8859-9:1989 iso-ir-148 iso_8859-9 latin5 l5 csisolatin5|iso8859-9 iso88599
        iso-8859-10|28600|iso-ir-157 l6 iso_8859-10:1992 csisolatin6 latin6|iso8859-10 iso885910
        iso-8859-13|28603|csiso885913|iso8859-13 iso885913
        iso-8859-14|28604|iso-ir-199 iso_8859-14:1998 iso_8859-14 latin8 iso-celtic l8 csiso885914|iso8859-14 iso885914
        iso-8859-15|28605|iso_8859-15 latin-9 csiso885915|iso8859-15 iso885915 csisolatin9 l9 latin9
        iso-8859-16|28606|iso-ir-226 iso_8859-16:2001 iso_8859-16 latin10 l10 csiso885916|
        ibm866|866|cp866 866 csibm866|
        koi8-r|20866|cskoi8r|koi koi8 koi8_r
        koi8-u|21866|cskoi8u|koi8-ru
        macintosh|10000|mac csmacintosh|x-mac-roman
        x-mac-cyrillic|10007||x-mac-cyrillic x-mac-ukrainian
        tis-620|874|cstis620 iso-8859-11|iso8859-11 iso885911
        windows-874|874|cswindows874|dos-874 cp874
        windows-1250|1250|cswindows1250|cp1250 x-cp1250
        windows-1251|1251|cswindows1251|cp1251 x-cp1251 win1251
        windows-1252|1252|cswindows1252|cp1252 x-cp1252 win1252 ansi
        windows-1253|1253|cswindows1253|cp1253 x-cp1253
        windows-1254|1254|cswindows1254|cp1254 x-cp1254
        windows-1255|1255|cswindows1255|cp1255 x-cp1255
        windows-1256|1256|cswindows1256|cp1256 x-cp1256
        windows-1257|1257|cswindows1257|cp1257 x-cp1257
        windows-1258|1258|cswindows1258|cp1258 x-cp1258
        gb2312|936|csgb2312 gb_2312-80 iso-ir-58 chinese csiso58gb231280|gb_2312
        gbk|936|cp936 ms936 windows-936 csgbk|x-gbk
        gb18030|54936|csgb18030|
        hz-gb-2312|52936||
        big5|950|csbig5 big5-hkscs csbig5hkscs|cn-big5 x-x-big5
        euc-jp|51932|extended_unix_code_packed_format_for_japanese cseucpkdfmtjapanese|x-euc-jp
        iso-2022-jp|50220|csiso2022jp|
        shift_jis|932|ms_kanji csshiftjis windows-31j cswindows31j|ms932 shift-jis sjis x-sjis cp932
        euc-kr|51949|cseuckr|x-euc-kr
        iso-2022-kr|50225|csiso2022kr|
        ks_c_5601-1987|949|iso-ir-149 ks_c_5601-1989 ksc_5601 korean csksc56011987|ksc5601 windows-949 cp949 ms949
        utf-16|1201|csutf16 iso-10646-ucs-2 csunicode|
        utf-16be|1201|csutf16be|unicodefffe
        utf-16le|1200|csutf16le|ucs-2 unicode unicodefeff
        utf-32|12001|csutf32 iso-10646-ucs-4 csucs4|ucs-4
        utf-32be|12001|csutf32be|
        utf-32le|12000|csutf32le|
        x-user-defined|-1||x-user-defined
        """;

    private static readonly FrozenDictionary<string, CharsetLabel> _exact = Read(label => label);

    private static readonly FrozenDictionary<string, CharsetLabel> _alike = Read(Letters);

    /// <summary>The charset of a name in lower case, also of one whose punctuation differs from what is registered.</summary>
    public static CharsetLabel? Find(string label) =>
        _exact.TryGetValue(label, out var exact) ? exact
        : _alike.TryGetValue(Letters(label), out var alike) ? alike with { IsRegistered = false }
        : null;

    private static string Letters(string label) => new([.. label.Where(char.IsAsciiLetterOrDigit)]);

    private static FrozenDictionary<string, CharsetLabel> Read(Func<string, string> key)
    {
        var labels = new Dictionary<string, CharsetLabel>();
        foreach (var line in Table.Split('\n'))
        {
            var columns = line.TrimEnd('\r').Split('|');
            var codePage = int.Parse(columns[1], null);
            labels.TryAdd(key(columns[0]), new CharsetLabel(columns[0], codePage, !columns[0].StartsWith("x-", StringComparison.Ordinal)));
            for (var i = 2; i < columns.Length; i++)
            {
                foreach (var label in columns[i].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    labels.TryAdd(key(label), new CharsetLabel(columns[0], codePage, i == 2));
                }
            }
        }

        return labels.ToFrozenDictionary();
    }
}
