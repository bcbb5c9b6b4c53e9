namespace EchoApp.Web.Queries;

/// <summary>A text is no query; the message says why, and what would be one.</summary>
/// <param name="message">A sentence.</param>
/// <param name="place">Which character of the text it is about, from 0; its length where something is missing at the end.</param>
internal sealed class QuerySyntaxException(string message, int place) : Exception(message)
{
    public int Place => place;
}
