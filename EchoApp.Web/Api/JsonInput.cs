using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EchoApp.Web.Logging;
using EchoApp.Web.Pages;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Api;

/// <summary>Reads what is sent to the API. Its type is not asked for, so that <c>curl -d</c> will do.</summary>
internal static class JsonInput
{
    private const int Longest = 256 * 1024;

    /// <returns>The value; or the answer that says why there is none.</returns>
    public static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Longest;
        }

        try
        {
            return (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } value)
                ? (value, null)
                : (null, new ProblemResult(StatusCodes.Status400BadRequest, "The body must be a JSON object, not null."));
        }
        catch (JsonException exception)
        {
            return (null, Unexpected(exception));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            return (null, new ProblemResult(StatusCodes.Status400BadRequest, UnreadableText));
        }
    }

    /// <summary>What is said of text that is none, such as half of a pair of surrogates, and to members that stand there twice.</summary>
    public const string UnreadableText = "The body has text that is not valid, or a member twice.";

    /// <summary>The answer to what is JSON and not what is expected.</summary>
    public static ProblemResult Unexpected(JsonException exception) =>
        new(StatusCodes.Status400BadRequest, $"The body is not the JSON object that is expected: {LogText.Escape(Describe(exception))}");

    /// <summary>What is wrong, in a sentence, without the names of our types.</summary>
    public static string Describe(JsonException exception)
    {
        var message = exception.Message;
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        var place = exception.Path is { Length: > 1 } path ? $" At {path}." : "";
        return message.Contains("could not be mapped", StringComparison.Ordinal) ? $"there is no such member.{place}"
            : message.Contains("missing required properties", StringComparison.Ordinal) ? $"{message[(message.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim(' ', '.')} is missing.{place}"
            : message.Contains("could not be converted", StringComparison.Ordinal) ? $"a value is of another type.{place}"
            : $"{(end < 0 ? message : message[..end])}{place}";
    }
}
