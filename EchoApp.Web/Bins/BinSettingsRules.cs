using System.Buffers;
using EchoApp.Web.Bins.Responses;
using EchoApp.Web.Logging;
using EchoApp.Web.Retention;
using EchoApp.Web.Storage;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Bins;

/// <summary>What a bin may be set to. Whatever it is, an answer is one answer: nothing that is set can end its head or change its framing.</summary>
internal static class BinSettingsRules
{
    public const double LongestDelay = 30;

    private const int LongestBody = 128 * 1024;
    private const int MostHeaders = 50;
    private const int MostSteps = 50;
    private const int MostTimes = 1_000_000;

    private static readonly SearchValues<char> _tokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Of the connection (RFC 9110 section 7.6.1), of the framing, or what keeps browsers from taking an answer for a page of this server.</summary>
    private static readonly HashSet<string> _notSettable = new(StringComparer.OrdinalIgnoreCase)
    {
        HeaderNames.Connection, HeaderNames.ContentLength, HeaderNames.ContentType, HeaderNames.Date, HeaderNames.KeepAlive, HeaderNames.ProxyConnection, HeaderNames.TE,
        HeaderNames.Trailer, HeaderNames.TransferEncoding, HeaderNames.Upgrade, HeaderNames.ContentSecurityPolicy, HeaderNames.XContentTypeOptions,
    };

    /// <returns>What is wrong; null when nothing is.</returns>
    public static BinSettingsFault? Fault(BinSettings settings) =>
        settings.Response is { } response && Fault(response) is { } fault ? fault.In("response")
        : settings.Script is { } script && Fault(script) is { } inScript ? new("script", $"script: {inScript}")
        : settings.Cors is { } cors && !(IsPrintable(cors) && cors.Split(',').All(origin => IsOrigin(origin.Trim()))) ? new("cors", "cors must be * or origins such as https://app.example, with commas between them.")
        : settings.Retention is { } retention ? Fault(retention)?.In("retention")
        : null;

    private static BinSettingsFault? Fault(BinRetention retention) =>
        retention.Requests < 0 ? new("requests", "requests must be a whole number, or 0 for no limit.")
        : retention.Bytes < 0 ? new("bytes", "bytes must be a whole number, or 0 for no limit.")
        : retention.Age is { } age && RetentionAge.Parse(age) is null ? new("age", $"age must be {RetentionAge.Rule}.")
        : null;

    private static string? Fault(BinScript script)
    {
        if (script.Steps is not { Count: > 0 and <= MostSteps })
        {
            return $"it has 1 to {MostSteps} steps.";
        }

        if (script.PerHeader is { } name && !IsToken(name))
        {
            return "perHeader must be the name of a header.";
        }

        for (var i = 0; i < script.Steps.Count; i++)
        {
            var fault = script.Steps[i] is null ? "it is null." : script.Steps[i].Times is < 1 or > MostTimes ? $"times must be a whole number from 1 to {MostTimes}." : script.Steps[i].Response is { } response ? Fault(response)?.Reason : null;
            if (fault is not null)
            {
                return $"step {i + 1}: {fault}";
            }
        }

        return null;
    }

    private static BinSettingsFault? Fault(BinResponse response)
    {
        if (response.Status is < 200 or > 599)
        {
            return new("status", "status must be a whole number from 200 to 599.");
        }

        if (!(response.Delay >= 0 && response.Delay <= LongestDelay))
        {
            return new("delay", $"delay must be a number of seconds from 0 to {LongestDelay}.");
        }

        return response.Body is { } body && BodyFault(body, response.Status) is { } inBody ? new("body", inBody)
            : response.ContentType is { } type && (!IsPrintable(type) || !MediaTypeHeaderValue.TryParse(type, out _)) ? new("contentType", "contentType must be a media type such as application/json.")
            : response is { ContentType: not null, Body: null } ? new("contentType", "contentType is that of body, and there is none.")
            : response.Headers is { } headers && HeaderFault(headers) is { } inHeaders ? new("headers", inHeaders)
            : null;
    }

    private static string? BodyFault(string body, int status) =>
        BinAnswerer.HasNoBody(status) ? $"an answer with status {status} has no body."
        : body.Length > LongestBody ? $"body must have at most {LongestBody} characters."
        : Placeholders.Fault(body);

    private static string? HeaderFault(IReadOnlyDictionary<string, string> headers) =>
        headers.Count > MostHeaders ? $"there must be at most {MostHeaders} headers."
        : headers.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < headers.Count ? "the name of a header stands there twice."
        : headers.Select(header => HeaderFault(header.Key, header.Value)).FirstOrDefault(fault => fault is not null);

    private static string? HeaderFault(string name, string? value) =>
        !IsToken(name) ? $"'{LogText.Escape(name)}' is no name of a header."
        : _notSettable.Contains(name) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
            ? $"the header {name} cannot be set{(name.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase) ? ": contentType does it" : "")}."
        : value is null || !IsPrintable(value) ? $"the header {name} must be text in ASCII without control characters."
        : null;

    private static bool IsPrintable(string text) => text.All(character => character is (>= ' ' and <= '~') or '\t');

    private static bool IsToken(string text) => text.Length is > 0 and <= 256 && !text.AsSpan().ContainsAnyExcept(_tokenCharacters);

    private static bool IsOrigin(string text) =>
        text == "*" || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0 && text == uri.GetLeftPart(UriPartial.Authority));
}
