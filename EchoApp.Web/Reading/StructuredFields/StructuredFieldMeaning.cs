using System.Globalization;

namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>
/// A structured field line by line: <c>sig1</c> is a member of a Dictionary, <c>2</c> one of a List, <c>sig1.2</c> an Item of its Inner List, and
/// <c>sig1;created</c> a parameter.
/// </summary>
internal static class StructuredFieldMeaning
{
    /// <summary>Of one field line: a member on a later line of the same field is read with that line.</summary>
    /// <param name="value">Of that line.</param>
    /// <param name="type">What it is by its name.</param>
    /// <param name="hasOtherForms">Whether another form of it is in use, which is then nothing that could be wrong.</param>
    public static IReadOnlyList<Meaning> Of(string value, StructuredFieldType type, bool hasOtherForms = false)
    {
        try
        {
            return Describe(StructuredFieldParser.Parse(value, type));
        }
        catch (StructuredFieldException exception)
        {
            return hasOtherForms ? [] : [Meaning.Fault($"no {type}", $"{exception.Message} (RFC 9651)")];
        }
    }

    private static List<Meaning> Describe(StructuredField field)
    {
        List<Meaning> meanings = [];
        for (var i = 0; i < field.Members.Count; i++)
        {
            var (key, member) = field.Members[i];
            var name = field.Type == StructuredFieldType.Item ? "value" : key ?? Number(i);
            if (member is InnerList { Items: var items })
            {
                meanings.Add(new(name, items.Count == 1 ? "1 item" : $"{Number(items.Count - 1)} items") { Type = "Inner List" });
                for (var j = 0; j < items.Count; j++)
                {
                    Add(meanings, $"{name}.{Number(j)}", items[j]);
                }
            }
            else if (member is StructuredItem item)
            {
                meanings.Add(Describe(name, item.Value));
            }

            meanings.AddRange(member.Parameters.Select(parameter => Describe($"{name};{parameter.Key}", parameter.Value)));
        }

        return meanings;
    }

    private static void Add(List<Meaning> meanings, string name, StructuredItem item)
    {
        meanings.Add(Describe(name, item.Value));
        meanings.AddRange(item.Parameters.Select(parameter => Describe($"{name};{parameter.Key}", parameter.Value)));
    }

    private static Meaning Describe(string name, BareItem item) => new(name, item.Text) { Type = item.Type, Time = item is BareItem.Date date ? UnixSeconds.ToUtc(date.Value) : null };

    /// <summary>Of the place of a member, from 1.</summary>
    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
