using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Publishing.Docker;

/// <summary>No registry: images stay in the engine of this machine. Aspire knows it by its empty endpoint, and only tags.</summary>
internal sealed class LocalContainerRegistry : IContainerRegistry
{
    public static LocalContainerRegistry Instance { get; } = new();

    public ReferenceExpression Name { get; } = ReferenceExpression.Create($"local");

    public ReferenceExpression Endpoint { get; } = ReferenceExpression.Create($"");

    public ReferenceExpression? Repository => null;
}
