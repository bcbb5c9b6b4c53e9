using System.Text.Json.Nodes;

namespace EchoApp.Tests.Web.Live;

/// <summary>What a reader of a live stream was told.</summary>
/// <param name="Id">Where to go on from.</param>
/// <param name="Type">Of the event: <c>message</c> where it has no name.</param>
/// <param name="Item">The request.</param>
internal sealed record LiveEvent(string? Id, string Type, JsonNode Item)
{
    public string Path => Item["path"]!.GetValue<string>();
}
