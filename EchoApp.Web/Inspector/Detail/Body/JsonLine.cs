namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>A value of JSON, or the end of one that holds others.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">As sent, with its quotes; null for what has none.</param>
/// <param name="Text">As sent; nothing of what holds others.</param>
/// <param name="Depth">Levels around it.</param>
/// <param name="Count">How many others it holds, shown or not.</param>
internal sealed record JsonLine(JsonLineKind Kind, Excerpt? Name, Excerpt Text, int Depth, int Count = 0);
