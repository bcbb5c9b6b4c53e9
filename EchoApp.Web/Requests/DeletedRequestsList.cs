namespace EchoApp.Web.Requests;

internal sealed record DeletedRequestsList(IReadOnlyList<DeletedRequests> Items);
