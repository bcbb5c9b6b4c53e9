namespace EchoApp.Web.Queries;

/// <summary>Whether a query holds takes too long to find out; the message says why, and what would be faster.</summary>
/// <param name="message">Sentences.</param>
internal sealed class QueryTooSlowException(string message) : Exception(message);
