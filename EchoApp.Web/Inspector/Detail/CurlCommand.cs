using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>The command for a POSIX shell that sends a request again, byte for byte as far as it is kept.</summary>
internal static class CurlCommand
{
    /// <summary>Bytes of a body that stand in the command.</summary>
    private const int LongestBody = 16 * 1024;

    /// <summary>What curl writes by itself, from the body and the connection.</summary>
    private static readonly SearchValues<string> _ownFields = SearchValues.Create(["Content-Length", "Transfer-Encoding", "Connection"], StringComparison.OrdinalIgnoreCase);

    /// <summary>What curl adds unless it is told not to.</summary>
    private static readonly string[] _addedFields = ["User-Agent", "Accept"];

    /// <param name="stored">The request.</param>
    /// <param name="details">What is known of it.</param>
    /// <param name="echo">Where the echo is, without a slash at its end.</param>
    public static string Of(StoredRequest stored, CaptureDetails details, string echo)
    {
        var record = stored.Record;
        var command = new StringBuilder();
        if (details.RedactionCount > 0)
        {
            command.Append("# What begins with redacted~ was replaced before it was stored: put in what it was.\n");
        }

        if (record.BodyKept < record.BodyLength && details.BodyForm == RedactedForm.AsReceived)
        {
            command.Append(CultureInfo.InvariantCulture, $"# Of the body only the first {record.BodyKept} of {record.BodyLength} bytes are kept.\n");
        }

        var body = Body(stored, command);
        command.Append("curl");
        if (record.Method == HttpMethods.Head)
        {
            command.Append(" --head");
        }
        else if (record.Method != (record.BodyKept > 0 ? HttpMethods.Post : HttpMethods.Get))
        {
            command.Append(" --request ").Append(Quoted(record.Method));
        }

        command.Append(" --path-as-is --globoff");
        AddTarget(command, record.Target, echo);
        AddFields(command, HeadLines.Fields(stored.Head.Span), details, new Uri(echo).Authority, record.BodyKept > 0);
        return body is null ? command.ToString() : Next(command).Append(body).ToString();
    }

    private static void AddTarget(StringBuilder command, string target, string echo)
    {
        if (target is ['/', ..])
        {
            Next(command).Append(Quoted(echo + target));
        }
        else
        {
            Next(command).Append("--request-target ").Append(Quoted(target));
            Next(command).Append(Quoted(echo));
        }
    }

    private static void AddFields(StringBuilder command, IReadOnlyList<string[]> fields, CaptureDetails details, string authority, bool hasBody)
    {
        foreach (var field in fields)
        {
            var (name, value) = (field[0], field[1]);
            if (_ownFields.Contains(name)
                || (name.Equals("Host", StringComparison.OrdinalIgnoreCase) && value == authority)
                || (name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase) && details.BodyForm != RedactedForm.AsReceived))
            {
                continue;
            }

            Next(command).Append("--header ").Append(Quoted(value is "" ? $"{name};" : $"{name}: {value}"));
        }

        foreach (var name in hasBody ? [.. _addedFields, "Content-Type"] : _addedFields)
        {
            if (!fields.Any(field => field[0].Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                Next(command).Append("--header ").Append(Quoted($"{name}:"));
            }
        }
    }

    /// <returns>The option that has the body; null without one. What has to come before the command goes there.</returns>
    private static string? Body(StoredRequest stored, StringBuilder before)
    {
        var body = stored.Body.Span;
        if (body.IsEmpty)
        {
            return null;
        }

        if (body.Length > LongestBody)
        {
            before.Append(CultureInfo.InvariantCulture, $"# body: what the API has at /api/bins/{stored.Record.Bin}/requests/{stored.Record.Id}/body\n");
            return "--data-binary @body";
        }

        if (Utf8.IsValid(body) && !body.Contains((byte)0))
        {
            return $"--data-raw {Quoted(Encoding.UTF8.GetString(body))}";
        }

        before.Append(CultureInfo.InvariantCulture, $"printf %s {Convert.ToBase64String(body)} | base64 -d | ");
        return "--data-binary @-";
    }

    private static StringBuilder Next(StringBuilder command) => command.Append(" \\\n  ");

    /// <summary>In single quotes, in which a POSIX shell changes nothing; a quote itself stands outside of them. What a terminal would act on is written by its number, as bash and zsh read it.</summary>
    private static string Quoted(string text)
    {
        if (!text.Any(character => char.IsControl(character) && character is not ('\n' or '\t')))
        {
            return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        }

        var quoted = new StringBuilder("$'");
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                quoted.Append(character is '\'' or '\\' ? "\\" : "").Append(character);
            }
        }

        return quoted.Append('\'').ToString();
    }
}
