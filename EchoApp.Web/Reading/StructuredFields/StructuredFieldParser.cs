using System.Buffers;

namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>
/// Parses structured fields as strictly as RFC 9651 section 4.2 has it, in time that grows with the length alone: nothing in them nests but Inner
/// Lists, and those not in each other.
/// </summary>
internal static class StructuredFieldParser
{
    private static readonly SearchValues<char> _keyStart = SearchValues.Create("*abcdefghijklmnopqrstuvwxyz");
    private static readonly SearchValues<char> _key = SearchValues.Create("_-.*0123456789abcdefghijklmnopqrstuvwxyz");

    /// <param name="value">Of a field line, or of several joined by commas.</param>
    /// <param name="type">What it should be.</param>
    /// <exception cref="StructuredFieldException">It is none.</exception>
    public static StructuredField Parse(string value, StructuredFieldType type)
    {
        var cursor = new StructuredFieldCursor(value);
        cursor.SkipSpaces();
        var members = type switch
        {
            StructuredFieldType.List => List(cursor),
            StructuredFieldType.Dictionary => Dictionary(cursor),
            _ => Single(cursor),
        };
        cursor.SkipSpaces();
        return cursor.IsAtEnd ? new(type, members) : throw cursor.Fault("nothing can follow");
    }

    private static List<(string?, StructuredMember)> Single(StructuredFieldCursor cursor) => [(null, Item(cursor))];

    private static List<(string?, StructuredMember)> List(StructuredFieldCursor cursor)
    {
        List<(string?, StructuredMember)> members = [];
        while (!cursor.IsAtEnd)
        {
            members.Add((null, Member(cursor)));
            PassComma(cursor);
        }

        return members;
    }

    private static List<(string?, StructuredMember)> Dictionary(StructuredFieldCursor cursor)
    {
        var members = new OrderedDictionary<string, StructuredMember>();
        while (!cursor.IsAtEnd)
        {
            var key = Key(cursor);
            members[key] = cursor.TryTake('=') ? Member(cursor) : new StructuredItem(new BareItem.Boolean(true), Parameters(cursor));
            PassComma(cursor);
        }

        return [.. members.Select(member => ((string?)member.Key, member.Value))];
    }

    private static void PassComma(StructuredFieldCursor cursor)
    {
        cursor.SkipWhitespace();
        if (cursor.IsAtEnd)
        {
            return;
        }

        if (!cursor.TryTake(','))
        {
            throw cursor.Fault("a comma is missing");
        }

        cursor.SkipWhitespace();
        if (cursor.IsAtEnd)
        {
            throw cursor.Fault("a member is missing behind the last comma");
        }
    }

    private static StructuredMember Member(StructuredFieldCursor cursor) => cursor.Next == '(' ? Inner(cursor) : Item(cursor);

    private static InnerList Inner(StructuredFieldCursor cursor)
    {
        List<StructuredItem> items = [];
        cursor.Take();
        while (true)
        {
            cursor.SkipSpaces();
            if (cursor.TryTake(')'))
            {
                return new(items, Parameters(cursor));
            }

            if (cursor.IsAtEnd)
            {
                throw cursor.Fault("an Inner List is not closed");
            }

            items.Add(Item(cursor));
            if (cursor.Next is not (' ' or ')' or null))
            {
                throw cursor.Fault("a space is missing in an Inner List");
            }
        }
    }

    private static StructuredItem Item(StructuredFieldCursor cursor) => new(BareItemParser.Parse(cursor), Parameters(cursor));

    private static OrderedDictionary<string, BareItem> Parameters(StructuredFieldCursor cursor)
    {
        var parameters = new OrderedDictionary<string, BareItem>();
        while (cursor.TryTake(';'))
        {
            cursor.SkipSpaces();
            var key = Key(cursor);
            parameters[key] = cursor.TryTake('=') ? BareItemParser.Parse(cursor) : new BareItem.Boolean(true);
        }

        return parameters;
    }

    private static string Key(StructuredFieldCursor cursor) => cursor.Next is { } first && _keyStart.Contains(first)
        ? cursor.TakeWhile(_key).ToString()
        : throw cursor.Fault("a key is missing: it begins with a lower-case letter or an asterisk");
}
