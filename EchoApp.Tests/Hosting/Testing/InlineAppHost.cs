using Aspire.Hosting;
using Aspire.Hosting.Testing;
using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Testing;
using EchoApp.Tests.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace EchoApp.Tests.Hosting.Testing;

/// <summary>An AppHost whose AppHost.cs is a method of the test.</summary>
internal static class InlineAppHost
{
    private static readonly AsyncLocal<Action<string[]>> _main = new();

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Action<string[]> main, params string[] args) =>
        CreateAsync(main, static (_, _) => { }, args);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Action<string[]> main, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure, params string[] args)
    {
        _main.Value = main;
        var method = ((Action<string[]>)EntryPoint).Method;
        return AppHostRun.StartAsync(new TestSettings(method, args, configure), TestContext.Current.CancellationToken).WaitAsync(Eventually.Deadline);
    }

    /// <summary>The shortest AppHost.cs.</summary>
    public static void Run(string[] args) => DistributedApplication.CreateBuilder(args).Build().Run();

    /// <summary>One with an executable, which <paramref name="launcher"/> starts.</summary>
    public static Action<string[]> WithJob(FakeLauncher launcher) => args =>
    {
        var builder = DistributedApplication.CreateBuilder(args);
        builder.Services.AddSingleton<IResourceLauncher>(launcher);
        foreach (var real in builder.Services.Where(service => service.ServiceType == typeof(IResourceLauncher) && service.ImplementationInstance is null).ToArray())
        {
            builder.Services.Remove(real);
        }

        builder.AddExecutable("job", "job", ".");
        builder.Build().Run();
    };

    // The entry point begins with what is local to those who create it.
    private static void EntryPoint(string[] args) => _main.Value!(args);
}
