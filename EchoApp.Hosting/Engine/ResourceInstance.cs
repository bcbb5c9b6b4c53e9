using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Endpoints;

namespace EchoApp.Hosting.Engine;

/// <summary>One process that the engine keeps for a resource.</summary>
/// <param name="Resource">The declared resource.</param>
/// <param name="Id">The resource's name and a random suffix.</param>
/// <param name="TargetPorts">Endpoint name → the port that this instance listens on.</param>
/// <param name="Proxies">What callers reach it through, together with the other instances of the resource.</param>
internal sealed record ResourceInstance(IResource Resource, string Id, IReadOnlyDictionary<string, int> TargetPorts, ResourceProxies Proxies);
