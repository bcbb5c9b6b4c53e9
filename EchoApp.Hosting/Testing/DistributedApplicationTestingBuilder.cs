using EchoApp.Hosting.Testing;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs an AppHost inside a test. <c>CreateAsync</c> runs its entry point up to <c>Build()</c>; the builder that it returns can still change
/// the model and the services. What AppHost.cs throws on the way, <c>CreateAsync</c> throws.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, such as <c>Projects.EchoApp_AppHost</c>.</typeparam>
    /// <param name="cancellationToken">Gives up waiting for <c>Build()</c>.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, such as <c>Projects.EchoApp_AppHost</c>.</typeparam>
    /// <param name="args">The command line, which is configuration and wins over all other.</param>
    /// <param name="cancellationToken">Gives up waiting for <c>Build()</c>.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, static (_, _) => { }, cancellationToken);

    /// <typeparam name="TEntryPoint">Any type of the AppHost's assembly, such as <c>Projects.EchoApp_AppHost</c>.</typeparam>
    /// <param name="args">The command line.</param>
    /// <param name="configureBuilder">Changes what AppHost.cs creates its builder from, before it is created.</param>
    /// <param name="cancellationToken">Gives up waiting for <c>Build()</c>.</param>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default) => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <exception cref="ArgumentException">An argument is empty.</exception>
    /// <exception cref="InvalidOperationException">The type's assembly has no entry point, or that ended without building an application.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        Array.ForEach(args, static arg => ArgumentException.ThrowIfNullOrEmpty(arg, nameof(args)));
        var main = entryPoint.Assembly.EntryPoint
            ?? throw new InvalidOperationException($"{entryPoint.Assembly.GetName().Name} has no entry point. Name a type of the AppHost's assembly.");
        return AppHostRun.StartAsync(new TestSettings(main, args, configureBuilder), cancellationToken);
    }
}
