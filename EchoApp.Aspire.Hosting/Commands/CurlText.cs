using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace EchoApp.Hosting.Commands;

/// <summary>The command for a POSIX shell that sends a request again.</summary>
internal static class CurlText
{
    // What curl writes by itself, from the URL, the body and the connection.
    private static readonly string[] _ownFields = ["Host", "Content-Length", "Transfer-Encoding", "Connection"];

    public static string Of(LatestRequest request, string echo)
    {
        var text = new StringBuilder();
        if (request.IsRedacted)
        {
            text.Append("# What begins with redacted~ was replaced before it was stored: put in what it was.\n");
        }

        if (request.Body.Length < request.BodyLength)
        {
            text.Append(CultureInfo.InvariantCulture, $"# Of the body {request.Body.Length} of {request.BodyLength} bytes are sent.\n");
        }

        var isText = Utf8.IsValid(request.Body) && !request.Body.Contains((byte)0);
        if (!isText)
        {
            text.Append(CultureInfo.InvariantCulture, $"printf %s {Convert.ToBase64String(request.Body)} | base64 -d | ");
        }

        text.Append(CultureInfo.InvariantCulture, $"curl --request {Quoted(request.Method)} --path-as-is --globoff");
        Next(text).Append(request.Target is ['/', ..] ? Quoted(echo + request.Target) : $"--request-target {Quoted(request.Target)} {Quoted(echo)}");
        foreach (var (name, value) in request.Headers.Where(field => !_ownFields.Contains(field.Key, StringComparer.OrdinalIgnoreCase)))
        {
            Next(text).Append(CultureInfo.InvariantCulture, $"--header {Quoted(value.Length == 0 ? $"{name};" : $"{name}: {value}")}");
        }

        if (request.Body.Length > 0)
        {
            Next(text).Append(isText ? $"--data-raw {Quoted(Encoding.UTF8.GetString(request.Body))}" : "--data-binary @-");
        }

        return text.ToString();
    }

    private static StringBuilder Next(StringBuilder text) => text.Append(" \\\n  ");

    // In single quotes, in which such a shell changes nothing; a quote itself stands outside of them.
    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
