namespace EchoApp.Web.Inspector.Requests;

/// <summary>What has just been done.</summary>
/// <param name="Note">A sentence.</param>
/// <param name="Undo">The path to POST to to bring back what has been deleted; null where that cannot be.</param>
/// <param name="Query">What the list asks for.</param>
internal sealed record Done(string Note, string? Undo = null, string Query = "");
