namespace EchoApp.Web.Requests;

/// <param name="Id">The connection.</param>
/// <param name="Request">The place of the request on it, from 1.</param>
internal sealed record ConnectionView(string Id, int Request);
