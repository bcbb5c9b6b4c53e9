using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Reading;
using EchoApp.Web.Reading.Bodies;
using EchoApp.Web.Storage;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>The command for a POSIX shell that sends a request again, byte for byte as far as it is kept.</summary>
internal static class CurlCommand
{
    /// <summary>Bytes of a body that stand in the command.</summary>
    private const int LongestBody = 16 * 1024;

    /// <summary>What curl writes by itself, from the body and the connection.</summary>
    private static readonly SearchValues<string> _ownFields = SearchValues.Create(["Content-Length", "Transfer-Encoding", "Connection"], StringComparison.OrdinalIgnoreCase);

    /// <summary>What curl adds unless it is told not to.</summary>
    private static readonly string[] _addedFields = [HeaderNames.Host, HeaderNames.UserAgent, HeaderNames.Accept];

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

        command.Append(details.Protocol == HttpProtocol.Http10 ? " --http1.0 --path-as-is --globoff" : " --path-as-is --globoff");
        AddTarget(command, record.Target, echo);
        AddFields(command, stored.Head.Span, details, new Uri(echo).Authority, hasBody);
        return body is null ? command.ToString() : Next(command).Append(body).ToString();
    }

    private static void AddTarget(StringBuilder command, string target, string echo)
    {
        // Of a fragment, which none should have, curl would send nothing.
        if (target is ['/', ..] && !target.Contains('#', StringComparison.Ordinal))
        {
            Next(command).Append(Quoted(echo + target));
        }
        else
        {
            Next(command).Append("--request-target ").Append(Quoted(target));
            Next(command).Append(Quoted(echo));
        }
    }

    private static void AddFields(StringBuilder command, ReadOnlySpan<byte> head, CaptureDetails details, string authority, bool hasBody)
    {
        HashSet<string> sent = new(StringComparer.OrdinalIgnoreCase);
        foreach (var field in new HeadFields(head))
        {
            var name = Encoding.Latin1.GetString(field.Name);
            sent.Add(name);
            var isEmptyLength = !hasBody && name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) && field.Value.SequenceEqual("0"u8);
            if ((_ownFields.Contains(name) && !isEmptyLength)
                || (name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase) && Encoding.Latin1.GetString(field.Value) == authority)
                || (name.Equals(HeaderNames.ContentEncoding, StringComparison.OrdinalIgnoreCase) && details.BodyForm != RedactedForm.AsReceived))
            {
                continue;
            }

            var value = name.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase)
                ? Encoding.Latin1.GetBytes(KeptBody.TypeOf(Encoding.Latin1.GetString(field.Value), details.BodyForm))
                : field.Value;
            Next(command).Append("--header ").Append(Quoted([.. field.Name, .. value.IsEmpty ? ";"u8 : ": "u8, .. value]));
        }

        foreach (var name in hasBody ? [.. _addedFields, HeaderNames.ContentType, HeaderNames.Expect] : _addedFields)
        {
            if (!sent.Contains(name))
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
    private static string Quoted(string text) => Quoted(Encoding.UTF8.GetBytes(text));

    private static string Quoted(ReadOnlySpan<byte> bytes)
    {
        var (plain, numbered) = (new StringBuilder("'"), new StringBuilder("$'"));
        var isPlain = true;
        for (var rest = bytes; !rest.IsEmpty;)
        {
            var isText = Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done && !VisibleText.IsHidden(rune);
            if (isText)
            {
                plain.Append(rune.Value == '\'' ? "'\\''" : rune.ToString());
                numbered.Append(rune.Value is '\'' or '\\' ? "\\" : "").Append(rune);
            }
            else
            {
                isPlain = false;
                foreach (var unit in rest[..length])
                {
                    numbered.Append(CultureInfo.InvariantCulture, $"\\x{unit:x2}");
                }
            }

            rest = rest[length..];
        }

        return (isPlain ? plain : numbered).Append('\'').ToString();
    }
}
