namespace EchoApp.Web.Requests;

/// <param name="Deleted">How many there were.</param>
internal sealed record DeletedRequests(long Deleted);
