namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>Data that is not what its coding makes of it, or too much of it; the reason is a sentence for <c>body.error</c>.</summary>
internal sealed class UndecodableException(string reason) : Exception(reason)
{
    public string Reason { get; } = reason;
}
