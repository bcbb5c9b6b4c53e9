namespace EchoApp.Web.Queries;

/// <param name="Text">As written.</param>
/// <param name="Query">What it means.</param>
internal sealed record QueryPart(string Text, Query Query);
