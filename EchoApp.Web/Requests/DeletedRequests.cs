using System.Text.Json.Serialization;

namespace EchoApp.Web.Requests;

/// <param name="Deleted">How many there were.</param>
/// <param name="Undo">Where to POST to have them back; not there where that cannot be.</param>
/// <param name="UndoUntil">Until when.</param>
internal sealed record DeletedRequests(
    long Deleted,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Undo = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? UndoUntil = null);
