namespace EchoApp.Web.Requests;

/// <param name="Items">The requests, newest first.</param>
/// <param name="Next">The <c>cursor</c> of the page after this one; null at the end.</param>
internal sealed record RequestPage(IReadOnlyList<RequestItem> Items, string? Next);
