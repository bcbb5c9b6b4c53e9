using System.Buffers;
using System.Text;

namespace EchoApp.Web.Wire.Anomalies;

/// <summary>Looks through a request that was taken for what is odd in it.</summary>
internal static class AnomalyFinder
{
    private static readonly SearchValues<byte> _plain = SearchValues.Create(Enumerable.Range(' ', '~' - ' ' + 1).Select(b => (byte)b).Append((byte)'\t').ToArray());

    /// <summary>None found costs no memory.</summary>
    public static IReadOnlyList<Anomaly> Find(WireRecorder wire)
    {
        var found = new Findings();
        var head = wire.Head;
        TargetAnomalies.Find(head, ref found);
        var trailers = wire.Chunks?.Trailers;
        if (head.HasBareLineFeed || trailers is { HasBareLineFeed: true })
        {
            found.Add(AnomalyKinds.BareLineFeed);
        }

        if (head.HasLeadingEmptyLine)
        {
            found.Add(AnomalyKinds.LeadingEmptyLine);
        }

        FindInFields(head, ref found);
        if (trailers is not null)
        {
            FindInFields(trailers, ref found);
        }

        FramingAnomalies.Find(wire, ref found);
        ConnectionAnomalies.Find(wire, ref found);
        return found.All;
    }

    private static void FindInFields(FieldSection section, ref Findings found)
    {
        var seen = 0u;
        foreach (var field in section.Fields)
        {
            var value = section.Value(field);
            if (value.ContainsAnyExcept(_plain))
            {
                FindCharacters(section, field, value, ref found);
            }

            if (field.Known == KnownField.None)
            {
                continue;
            }

            var bit = 1u << (int)field.Known;
            if ((seen & bit) != 0 && IsSingle(field.Known))
            {
                found.Add(field.Known == KnownField.Cookie ? AnomalyKinds.RepeatedCookie : AnomalyKinds.RepeatedField, WireText.Decode(section.Name(field)));
            }

            seen |= bit;
        }
    }

    private static void FindCharacters(FieldSection section, in WireField field, ReadOnlySpan<byte> value, ref Findings found)
    {
        var name = WireText.Decode(section.Name(field));
        if (value.ContainsAnyInRange((byte)0x80, (byte)0xff))
        {
            found.Add(AnomalyKinds.ObsText, name);
        }

        foreach (var character in value)
        {
            if (character is < 0x20 and not (byte)'\t' or 0x7f)
            {
                found.Add(AnomalyKinds.ControlCharacter, $"{name}: 0x{character:x2}");
                return;
            }
        }
    }

    /// <summary>Fields that are no lists: two lines of them cannot be told apart from one once they are joined.</summary>
    private static bool IsSingle(KnownField field) => field is KnownField.Authorization or KnownField.ContentType or KnownField.Cookie or KnownField.From
        or KnownField.IfModifiedSince or KnownField.IfUnmodifiedSince or KnownField.MaxForwards or KnownField.Origin or KnownField.ProxyAuthorization
        or KnownField.Range or KnownField.Referer or KnownField.UserAgent;

    /// <summary>The members of a list field in all of its lines, each as text.</summary>
    public static List<string> Members(WireHead head, KnownField known)
    {
        List<string> members = [];
        foreach (var field in head.Fields)
        {
            var isUnclosed = false;
            for (var rest = field.Known == known ? head.Value(field) : default; !rest.IsEmpty;)
            {
                var length = ListMembers.FirstLength(rest, ref isUnclosed);
                if (rest[..length].Trim(" \t"u8) is { IsEmpty: false } member)
                {
                    members.Add(Encoding.Latin1.GetString(member));
                }

                rest = rest[Math.Min(length + 1, rest.Length)..];
            }
        }

        return members;
    }
}
