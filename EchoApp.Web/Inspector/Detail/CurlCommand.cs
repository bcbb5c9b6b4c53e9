using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Reading;
using EchoApp.Web.Reading.Bodies;
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
    /// <param name="bodyUrl">Where the API has the body.</param>
    public static string Of(StoredRequest stored, CaptureDetails details, string echo, string bodyUrl)
    {
        var record = stored.Record;
        var command = new StringBuilder();
        if (details.RedactionCount > 0)
        {
            command.Append("# What begins with redacted~ was replaced before it was stored: put in what it was.\n");
        }

        if (details.BodyForm != RedactedForm.AsReceived)
        {
            command.Append(CultureInfo.InvariantCulture, $"# The body is kept {KeptBody.InWords(details.BodyForm)}, and is sent so.\n");
        }

        if (KeptBody.IsCut(stored, details))
        {
            command.Append(CultureInfo.InvariantCulture, $"# Of the body only the first {record.BodyKept} of {record.BodyLength} bytes are kept.\n");
        }

        var hasBody = !stored.Body.IsEmpty;
        var body = Body(stored, bodyUrl, command);
        command.Append("curl");
        if (record.Method == HttpMethods.Head && !hasBody)
        {
            command.Append(" --head");
        }
        else if (record.Method != (hasBody ? HttpMethods.Post : HttpMethods.Get))
        {
            command.Append(" --request ").Append(Quoted(record.Method));
        }

        // With a body curl does not know that nothing follows the head of the answer: the connection ends it.
        if (record.Method == HttpMethods.Head && hasBody)
        {
            command.Append(" --ignore-content-length --header 'Connection: close'");
        }

        command.Append(" --path-as-is --globoff");
        AddTarget(command, record.Target, echo);
        AddFields(command, HeadLines.Fields(stored.Head.Span), details, new Uri(echo).Authority, hasBody);
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

            var sent = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? KeptBody.TypeOf(value, details.BodyForm) : value;
            Next(command).Append("--header ").Append(Quoted(sent is "" ? $"{name};" : $"{name}: {sent}"));
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
    private static string? Body(StoredRequest stored, string url, StringBuilder before)
    {
        var body = stored.Body.Span;
        if (body.IsEmpty)
        {
            return null;
        }

        if (body.Length > LongestBody)
        {
            before.Append(CultureInfo.InvariantCulture, $"# body: the file that the API has at {url}\n");
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

    /// <summary>In single quotes, in which a POSIX shell changes nothing; a quote itself stands outside of them. What cannot be seen, or a terminal would act on, is written by its bytes, as bash and zsh read them.</summary>
    private static string Quoted(string text)
    {
        if (!text.EnumerateRunes().Any(VisibleText.IsHidden))
        {
            return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
        }

        var quoted = new StringBuilder("$'");
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (VisibleText.IsHidden(rune))
            {
                foreach (var unit in bytes[..rune.EncodeToUtf8(bytes)])
                {
                    quoted.Append(CultureInfo.InvariantCulture, $"\\x{unit:x2}");
                }
            }
            else
            {
                quoted.Append(rune.Value is '\'' or '\\' ? "\\" : "").Append(rune);
            }
        }

        return quoted.Append('\'').ToString();
    }
}
