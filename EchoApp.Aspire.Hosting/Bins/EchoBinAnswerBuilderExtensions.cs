using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Bins;

namespace Aspire.Hosting;

/// <summary>What bins of an EchoApp answer.</summary>
public static class EchoBinAnswerBuilderExtensions
{
    /// <summary>Has the bin give one answer, in the place of the echo of the request. It takes the place of one that was set before.</summary>
    /// <param name="builder">The bin.</param>
    /// <param name="status">The status, from 200 to 599.</param>
    /// <param name="body">Text, which may have placeholders such as <c>{{id}}</c>, of at most 16,384 characters; null for the echo of the request.</param>
    /// <param name="contentType">The media type of <paramref name="body"/>; null for plain text.</param>
    /// <param name="headers">Header fields beside those of the content; null for none.</param>
    /// <param name="delay">How long it waits once the request is stored, up to 30 seconds.</param>
    /// <returns>The bin.</returns>
    /// <exception cref="DistributedApplicationException">The answer is none that a bin can give.</exception>
    public static IResourceBuilder<EchoBinResource> WithResponse(
        this IResourceBuilder<EchoBinResource> builder,
        int status = 200,
        string? body = null,
        string? contentType = null,
        IReadOnlyDictionary<string, string>? headers = null,
        TimeSpan delay = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var answer = new EchoScriptStep(status) { Body = body, ContentType = contentType, Headers = headers, Delay = delay };
        builder.Resource.Settings["Response"] = AnswerSettings.OfResponse(builder.Resource, answer);
        return builder;
    }

    /// <summary>Has the bin give answers in turn, such as "503 twice, then 200". They take the place of those that were set before.</summary>
    /// <param name="builder">The bin.</param>
    /// <param name="steps">The answers, 1 to 50; the last one stays.</param>
    /// <param name="perHeader">
    /// The header that tells deliveries apart, such as <c>Idempotency-Key</c> or <c>webhook-id</c>: each of its values goes through the steps by itself. Null
    /// where all requests go through them together.
    /// </param>
    /// <returns>The bin.</returns>
    /// <exception cref="DistributedApplicationException">There are no steps, too many, or one is none that a bin can give.</exception>
    public static IResourceBuilder<EchoBinResource> WithScript(this IResourceBuilder<EchoBinResource> builder, IReadOnlyList<EchoScriptStep> steps, string? perHeader = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(steps);
        builder.Resource.Settings["Script"] = AnswerSettings.OfScript(builder.Resource, steps, perHeader);
        return builder;
    }
}
