namespace Aspire.Hosting.ApplicationModel;

/// <summary>An answer of a bin's script, for so many requests.</summary>
/// <param name="status">The status of the answer, from 200 to 599.</param>
public sealed class EchoScriptStep(int status = 200)
{
    /// <summary>The status of the answer, from 200 to 599.</summary>
    public int Status { get; } = status;

    /// <summary>For how many requests, from 1 to 1,000,000. The last step is for all that follow.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Text, which may have placeholders such as <c>{{id}}</c>, of at most 16,384 characters; null for the echo of the request.</summary>
    public string? Body { get; init; }

    /// <summary>The media type of <see cref="Body"/>; null for plain text.</summary>
    public string? ContentType { get; init; }

    /// <summary>Header fields beside those of the content; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>How long it waits once the request is stored, up to 30 seconds.</summary>
    public TimeSpan Delay { get; init; }
}
