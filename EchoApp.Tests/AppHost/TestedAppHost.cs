using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>EchoApp's AppHost in a test host, started; on the embedded store unless the arguments say otherwise.</summary>
internal sealed class TestedAppHost(DistributedApplication app) : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    /// <summary>What reading takes.</summary>
    public const string Token = "of-the-tests-token";

    // Generated ones would be kept in the user secrets of whoever runs the tests.
    private static readonly string[] _secrets = [$"--Parameters:access-token={Token}", "--Parameters:fingerprint-key=of-the-tests-fingerprint-key"];

    public DistributedApplication App => app;

    public static Task<TestedAppHost> StartAsync(params string[] args) => StartAsync(static _ => { }, args);

    /// <param name="change">What the test changes before the application is built.</param>
    /// <param name="args">The AppHost's command line.</param>
    public static async Task<TestedAppHost> StartAsync(Action<IDistributedApplicationTestingBuilder> change, params string[] args)
    {
        var appHost = await BuildAsync(change, args);
        try
        {
            await appHost.App.StartAsync(TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
            await WaitForWebAsync(appHost.App, TestContext.Current.CancellationToken);
            return appHost;
        }
        catch
        {
            await appHost.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same, not started yet.</summary>
    public static async Task<TestedAppHost> BuildAsync(Action<IDistributedApplicationTestingBuilder> change, params string[] args)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.EchoApp_AppHost>(["--Store=embedded", .. _secrets, .. args], cancellationToken);
        try
        {
            builder.Services.AddLogging(logging => logging.ClearProviders());
            change(builder);
            return new TestedAppHost(await builder.BuildAsync(cancellationToken).WaitAsync(Deadline, cancellationToken));
        }
        catch
        {
            await builder.DisposeAsync();
            throw;
        }
    }

    // What keeps it from starting stands in the states of resources.
    private static async Task WaitForWebAsync(DistributedApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync("web", cancellationToken).WaitAsync(Deadline, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            var states = new List<string>();
            foreach (var resource in app.Services.GetRequiredService<DistributedApplicationModel>().Resources)
            {
                var snapshot = (await app.ResourceNotifications.WaitForResourceAsync(resource.Name, static _ => true, cancellationToken)).Snapshot;
                states.Add($"{resource.Name}: {snapshot.State?.Text}, {snapshot.HealthStatus}, {string.Join(", ", snapshot.Properties.Where(property => property.Name.StartsWith("store.", StringComparison.Ordinal)).Select(property => property.Value))}");
            }

            throw new InvalidOperationException($"web does not become healthy. {string.Join("; ", states)}", exception);
        }
    }

    public IResource Resource(string name) =>
        app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(resource => resource.Name == name);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
