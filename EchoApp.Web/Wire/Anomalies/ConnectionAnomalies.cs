using System.Text;

namespace EchoApp.Web.Wire.Anomalies;

/// <summary>What is odd in the fields that manage the connection, and in what the method has to do with a body.</summary>
internal static class ConnectionAnomalies
{
    /// <summary>Fields for every recipient, which a proxy would have to take away if Connection named them.</summary>
    private static readonly HashSet<string> _endToEnd = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Authorization", "Cache-Control", "Content-Encoding", "Content-Length", "Content-Type", "Cookie", "Date", "Expect", "Forwarded", "Host",
        "Max-Forwards", "Origin", "Range", "Referer", "Transfer-Encoding", "User-Agent", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto",
        "X-Real-IP",
    };

    public static void Find(WireRecorder wire, ref Findings found)
    {
        var head = wire.Head;
        var hasContent = false;
        var connections = 0;
        var needsOptions = false;
        foreach (var field in head.Fields)
        {
            switch (field.Known)
            {
                case KnownField.Connection:
                    needsOptions |= ++connections > 1 || !IsOrdinary(head.Value(field));
                    break;
                case KnownField.TE or KnownField.Upgrade:
                    needsOptions = true;
                    break;
                case KnownField.ContentLength:
                    hasContent |= head.Value(field).ContainsAnyExcept((byte)'0');
                    break;
                case KnownField.TransferEncoding:
                    hasContent = true;
                    break;
                case KnownField.ProxyConnection:
                    found.Add(AnomalyKinds.ProxyConnection);
                    break;
            }
        }

        if (needsOptions)
        {
            FindOptions(head, ref found);
        }

        FindContent(head, hasContent, ref found);
    }

    private static bool IsOrdinary(ReadOnlySpan<byte> connection) => Ascii.EqualsIgnoreCase(connection, "keep-alive"u8) || Ascii.EqualsIgnoreCase(connection, "close"u8);

    private static void FindOptions(WireHead head, ref Findings found)
    {
        var options = AnomalyFinder.Members(head, KnownField.Connection).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var option in options.Where(_endToEnd.Contains))
        {
            found.Add(AnomalyKinds.ConnectionOption, option);
        }

        if (options.Contains("close") && options.Contains("keep-alive"))
        {
            found.Add(AnomalyKinds.ConnectionContradiction);
        }

        foreach (var field in head.Fields)
        {
            if (head.IsTruncated)
            {
                return;
            }

            if (field.Known == KnownField.TE && !options.Contains("TE"))
            {
                found.Add(AnomalyKinds.TeUnannounced);
            }
            else if (field.Known == KnownField.Upgrade && !options.Contains("upgrade"))
            {
                found.Add(AnomalyKinds.UpgradeUnannounced);
            }
        }
    }

    private static void FindContent(WireHead head, bool hasContent, ref Findings found)
    {
        foreach (var field in head.Fields)
        {
            if (field.Known != KnownField.Expect)
            {
                continue;
            }

            if (!Ascii.EqualsIgnoreCase(head.Value(field), "100-continue"u8))
            {
                found.Add(AnomalyKinds.ExpectationUnknown, WireText.Decode(head.Value(field)));
            }
            else if (!hasContent && !head.IsTruncated)
            {
                found.Add(AnomalyKinds.ExpectationIdle);
            }
        }

        if (hasContent)
        {
            var line = head.RequestLine;
            var method = line[..Math.Max(line.IndexOf((byte)' '), 0)];
            if (method.SequenceEqual("GET"u8) || method.SequenceEqual("HEAD"u8) || method.SequenceEqual("DELETE"u8)
                || method.SequenceEqual("CONNECT"u8) || method.SequenceEqual("TRACE"u8))
            {
                found.Add(AnomalyKinds.UnexpectedContent);
            }
        }
    }
}
