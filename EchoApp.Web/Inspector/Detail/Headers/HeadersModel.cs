namespace EchoApp.Web.Inspector.Detail.Headers;

/// <param name="Fields">The field lines in the order in which they came.</param>
/// <param name="Trailers">The same of the trailer section; nothing without one.</param>
/// <param name="Head">All that is kept of the head, as text.</param>
/// <param name="Note">How much that is, and whether it is what came, in sentences.</param>
internal sealed record HeadersModel(IReadOnlyList<FieldRow> Fields, IReadOnlyList<FieldRow> Trailers, string Head, string Note);
