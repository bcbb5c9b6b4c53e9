using EchoApp.Web.Reading;
using EchoApp.Web.Reading.StructuredFields;
using Xunit;

namespace EchoApp.Tests.Web.Reading;

public sealed class StructuredFieldTests
{
    /// <summary>The examples of RFC 9651.</summary>
    public static TheoryData<string, string, string> Examples { get; } = new()
    {
        { "List", "sugar, tea, rum", "1: sugar Token | 2: tea Token | 3: rum Token" },
        {
            "List", """("foo" "bar"), ("baz"), ("bat" "one"), ()""",
            """1: 2 items Inner List | 1.1: "foo" String | 1.2: "bar" String | 2: 1 item Inner List | 2.1: "baz" String | 3: 2 items Inner List | 3.1: "bat" String | 3.2: "one" String | 4: 0 items Inner List"""
        },
        {
            "List", """("foo"; a=1;b=2);lvl=5, ("bar" "baz");lvl=1""",
            """1: 1 item Inner List | 1.1: "foo" String | 1.1;a: 1 Integer | 1.1;b: 2 Integer | 1;lvl: 5 Integer | 2: 2 items Inner List | 2.1: "bar" String | 2.2: "baz" String | 2;lvl: 1 Integer"""
        },
        {
            "List", """abc;a=1;b=2; cde_456, (ghi;jk=4 l);q="9";r=w""",
            """1: abc Token | 1;a: 1 Integer | 1;b: 2 Integer | 1;cde_456: true Boolean | 2: 2 items Inner List | 2.1: ghi Token | 2.1;jk: 4 Integer | 2.2: l Token | 2;q: "9" String | 2;r: w Token"""
        },
        { "Item", "1; a; b=?0", "value: 1 Integer | value;a: true Boolean | value;b: false Boolean" },
        { "Dictionary", """en="Applepie", da=:w4ZibGV0w6ZydGU=:""", """en: "Applepie" String | da: 11 bytes: c386626c6574c3a6727465 Byte Sequence""" },
        { "Dictionary", "a=?0, b, c; foo=bar", "a: false Boolean | b: true Boolean | c: true Boolean | c;foo: bar Token" },
        { "Dictionary", "rating=1.5, feelings=(joy sadness)", "rating: 1.5 Decimal | feelings: 2 items Inner List | feelings.1: joy Token | feelings.2: sadness Token" },
        {
            "Dictionary", "a=(1 2), b=3, c=4;aa=bb, d=(5 6);valid",
            "a: 2 items Inner List | a.1: 1 Integer | a.2: 2 Integer | b: 3 Integer | c: 4 Integer | c;aa: bb Token | d: 2 items Inner List | d.1: 5 Integer | d.2: 6 Integer | d;valid: true Boolean"
        },
        { "Item", "5; foo=bar", "value: 5 Integer | value;foo: bar Token" },
        { "Item", "42", "value: 42 Integer" },
        { "Item", "4.5", "value: 4.5 Decimal" },
        { "Item", "\"hello world\"", "value: \"hello world\" String" },
        { "Item", "foo123/456", "value: foo123/456 Token" },
        { "Item", ":cHJldGVuZCB0aGlzIGlzIGJpbmFyeSBjb250ZW50Lg==:", "value: 31 bytes: 70726574656e6420746869732069732062696e61727920636f6e74656e742e Byte Sequence" },
        { "Item", "?1", "value: true Boolean" },
        { "Item", "@1659578233", "value: 1659578233 Date 2022-08-04T01:57:13.0000000Z" },
        { "Item", "%\"This is intended for display to %c3%bcsers.\"", "value: \"This is intended for display to üsers.\" Display String" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Field_OfTheSpecification_IsTakenApart(string type, string value, string expected) => Assert.Equal(expected, Outline(value, type));

    [Theory]
    [InlineData("Dictionary", "a=1,b=2,a=3", "a: 3 Integer | b: 2 Integer")]
    [InlineData("Item", "1;a=1;b=2;a=3", "value: 1 Integer | value;a: 3 Integer | value;b: 2 Integer")]
    [InlineData("List", "", "")]
    [InlineData("List", "  a\t,\t b  ", "1: a Token | 2: b Token")]
    [InlineData("Item", "-999999999999999", "value: -999999999999999 Integer")]
    [InlineData("Item", "-999999999999.999", "value: -999999999999.999 Decimal")]
    [InlineData("Item", "1.0", "value: 1.0 Decimal")]
    [InlineData("Item", "\"a\\\"b\\\\c\"", "value: \"a\"b\\c\" String")]
    [InlineData("Item", "*a:/", "value: *a:/ Token")]
    [InlineData("Item", "::", "value: 0 bytes Byte Sequence")]
    [InlineData("Item", ":YQ:", "value: 1 byte: 61 Byte Sequence")]
    [InlineData("Item", "@-1", "value: -1 Date 1969-12-31T23:59:59.0000000Z")]
    [InlineData("Item", "@999999999999999", "value: 999999999999999 Date")]
    public void Field_AtTheEdge_IsTakenApart(string type, string value, string expected) => Assert.Equal(expected, Outline(value, type));

    [Theory]
    [InlineData("Item", "", "a value is missing at character 0")]
    [InlineData("Item", "1 2", "nothing can follow at character 2")]
    [InlineData("Item", "\ta", "no value begins so at character 0")]
    [InlineData("Item", "\"a", "a String is not closed at character 2")]
    [InlineData("Item", "\"a\\b\"", "only a quote or a backslash can follow a backslash at character 3")]
    [InlineData("Item", "\"a\\", "only a quote or a backslash can follow a backslash at character 3")]
    [InlineData("Item", "\"ü\"", "a String has a character that is not printable ASCII at character 1")]
    [InlineData("Item", "\"a\0\"", "a String has a character that is not printable ASCII at character 2")]
    [InlineData("Item", "1234567890123456", "an Integer has more than 15 digits at character 15")]
    [InlineData("Item", "1234567890123.0", "a Decimal has more than 12 digits before its point at character 12")]
    [InlineData("Item", "1.2345", "a Decimal has more than 3 digits behind its point at character 5")]
    [InlineData("Item", "1.", "a digit is missing behind the point at character 2")]
    [InlineData("Item", "-a", "a digit is missing at character 1")]
    [InlineData("Item", "?2", "a Boolean is ?0 or ?1 at character 1")]
    [InlineData("Item", "@1.5", "a Date is an Integer at character 1")]
    [InlineData("Item", ":YQ", "a Byte Sequence is not closed at character 3")]
    [InlineData("Item", ":Y:", "a Byte Sequence is not base64 at character 1")]
    [InlineData("Item", ":Y=Q=:", "a Byte Sequence is not base64 at character 1")]
    [InlineData("Item", ":Y-Q=:", "a Byte Sequence has a character that is not of base64 at character 2")]
    [InlineData("Item", "%a", "a quote is missing at character 1")]
    [InlineData("Item", "%\"a", "a Display String is not closed at character 3")]
    [InlineData("Item", "%\"%C3%BC\"", "two hexadecimal digits in lower case must follow a percent sign at character 3")]
    [InlineData("Item", "%\"%c3\"", "a Display String is not UTF-8 at character 2")]
    [InlineData("Item", "a;", "a key is missing: it begins with a lower-case letter or an asterisk at character 2")]
    [InlineData("Item", "a;A=1", "a key is missing: it begins with a lower-case letter or an asterisk at character 2")]
    [InlineData("List", "a,", "a member is missing behind the last comma at character 2")]
    [InlineData("List", "a,,b", "no value begins so at character 2")]
    [InlineData("List", "a b", "a comma is missing at character 2")]
    [InlineData("List", "(a", "an Inner List is not closed at character 2")]
    [InlineData("List", "(a,b)", "a space is missing in an Inner List at character 2")]
    [InlineData("List", "(a (b))", "no value begins so at character 3")]
    [InlineData("Dictionary", "A=1", "a key is missing: it begins with a lower-case letter or an asterisk at character 0")]
    [InlineData("Dictionary", "a=", "a value is missing at character 2")]
    [InlineData("Dictionary", "a =1", "a comma is missing at character 2")]
    public void Field_ThatIsNone_IsToldWithItsPlace(string type, string value, string expected)
    {
        var meaning = Assert.Single(StructuredFieldMeaning.Of(value, Enum.Parse<StructuredFieldType>(type)));
        Assert.Equal((MeaningKind.Fault, $"no {type}", $"{expected}, counted from 0 (RFC 9651)"), (meaning.Kind, meaning.Name, meaning.Text));
    }

    [Fact]
    public void Brackets_ByTheMillion_AreNotFollowedInto() =>
        Assert.Equal(1, Assert.Throws<StructuredFieldException>(() => StructuredFieldParser.Parse(new string('(', 1_000_000), StructuredFieldType.List)).Position);

    [Fact]
    public void Members_ByTheHundredThousand_AreAllThere()
    {
        var field = StructuredFieldParser.Parse(string.Join(',', Enumerable.Range(0, 100_000).Select(number => $"k{number}")), StructuredFieldType.Dictionary);
        Assert.Equal((100_000, "k99999"), (field.Members.Count, field.Members[^1].Key));
    }

    private static string Outline(string value, string type) => string.Join(" | ", StructuredFieldMeaning.Of(value, Enum.Parse<StructuredFieldType>(type))
        .Select(meaning => $"{meaning.Name}: {meaning.Text} {meaning.Type}{(meaning.Time is { } time ? $" {time:O}" : "")}"));
}
