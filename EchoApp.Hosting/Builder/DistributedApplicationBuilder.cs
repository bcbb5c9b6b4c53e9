using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.CommandLine;
using EchoApp.Hosting.Dashboard;
using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Engine.Console;
using EchoApp.Hosting.Engine.Specs;
using EchoApp.Hosting.Pipelines;
using EchoApp.Hosting.Pipelines.Progress;
using EchoApp.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly AppHostProject _project;
    private readonly AppHostArguments _arguments;
    private readonly AppHostRun? _test;

    /// <param name="options">What AppHost.cs asks for.</param>
    /// <param name="test">The test that runs the AppHost, if one does.</param>
    public DistributedApplicationBuilder(DistributedApplicationOptions options, AppHostRun? test)
    {
        _test = test;
        var settings = new HostApplicationBuilderSettings { Configuration = WithoutReload() };
        test?.Configure(options, settings);
        _arguments = AppHostArguments.Parse(options.Args ?? []);
        _project = AppHostProject.Find(options);
        settings.Args = [.. _arguments.Configuration];
        settings.ApplicationName ??= _project.Assembly?.GetName().Name;
        settings.ContentRootPath ??= _project.Directory;
        settings.EnvironmentName = EnvironmentName() ?? settings.EnvironmentName;
        _host = new HostApplicationBuilder(settings);
        ExecutionContext = new(_arguments.Pipeline is null ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish);
        RefuseUnknownLevels(_host.Configuration);
        _host.Logging.ClearProviders();

        // The host's own lines, and the checks that fail while a resource starts, and exceptions that surface anyway, would drown what a person has to read.
        _host.Logging.AddFilter("Microsoft", LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        _host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        _host.Services.AddRunEngine().AddSingleton(_arguments).AddSingleton(_project).AddSingleton(ExecutionContext)
            .AddSingleton(BuildConfiguration.Of(_project.Assembly)).AddSingleton(_arguments.Pipeline is null ? ConsoleOutput.Standard : PipelineTerminal.Output);
        _ = _arguments.Pipeline is null ? _host.Services : _host.Services.AddPipelines();
        _ = options.DisableDashboard ? _host.Services.RemoveDashboard() : _host.Services;
        _ = test is null ? _host.Services.AddSingleton<ILoggerProvider, ConsoleLoggerProvider>() : _host.Services.AddTestHost();
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory => _project.Directory;

    public Assembly? AppHostAssembly => _project.Assembly;

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (Resources.FirstOrDefault(other => other.Name.Equals(resource.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw new DistributedApplicationException(
                $"There are two resources named '{resource.Name}': a {other.GetType().Name} and a {resource.GetType().Name}. Give one of them another name.");
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new DistributedApplicationResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _test?.Hold(this);
        Services.AddSingleton(new DistributedApplicationModel(Resources.ToArray()));
        var host = _host.Build();
        return _test?.Adopt(host) ?? new DistributedApplication(host);
    }

    // What is published is for production, whatever the launch profile says, unless the command line names another environment.
    private string? EnvironmentName() => _arguments.Pipeline is null
        || _arguments.Configuration.Any(each => each.StartsWith("--environment=", StringComparison.OrdinalIgnoreCase)) ? null : Environments.Production;

    // Otherwise the first logger that is made throws, long after the mistake and without naming its key.
    private static void RefuseUnknownLevels(ConfigurationManager configuration)
    {
        foreach (var level in configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
            {
                throw new DistributedApplicationException(
                    $"{level.Path} must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}, not '{level.Value}'.");
            }
        }
    }

    // The model is read once: watching the AppHost's directory for changed settings would cost time and file watches for nothing.
    private static ConfigurationManager WithoutReload()
    {
        // As a source: what is set by key is lost when the builder sets the base path.
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        return configuration;
    }
}
