using Xunit;

namespace EchoApp.Tests.Publishing.Images;

/// <summary>A real registry for all tests of a class, which ask it and keep nothing in it.</summary>
public sealed class SharedRegistry : IAsyncLifetime
{
    private TestRegistry? _registry;

    internal TestRegistry Registry => _registry ?? throw new InvalidOperationException("The registry has not been started.");

    public async ValueTask InitializeAsync() => _registry = await TestRegistry.StartAsync();

    public ValueTask DisposeAsync() => _registry?.DisposeAsync() ?? ValueTask.CompletedTask;
}
