using EchoApp.Web.Requests;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>Some of the rows of a list.</summary>
/// <param name="Items">The requests, newest first.</param>
/// <param name="Query">What the list asks for: the links of its rows lead back to it.</param>
/// <param name="Next">The cursor of the rows after these; null at the end.</param>
/// <param name="Opened">Which of them is open; null for none.</param>
internal sealed record RequestRows(IReadOnlyList<(RequestItem Request, string Cursor)> Items, string Query, string? Next = null, Guid? Opened = null);
