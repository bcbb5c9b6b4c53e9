using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Xunit;

namespace EchoApp.Tests.Publishing;

/// <summary>Runs a step of an application's pipeline in this process, in a directory of its own, with nobody there to be asked.</summary>
internal sealed class PipelineApplication : IDisposable
{
    // Containers come up in it.
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(3);

    private readonly TemporaryDirectory _directory = new();

    /// <summary>Of the last run.</summary>
    public PipelineReport Report { get; private set; } = new();

    /// <summary>The AppHost's directory; files are written to <c>out</c> in it.</summary>
    public string Directory => _directory.Path;

    /// <summary>Where Aspire keeps what it knows of deployments.</summary>
    public string State => Path.Combine(Directory, "aspire", "deployments");

    public string PathOf(string name) => Path.Combine(Directory, "out", name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public IReadOnlyList<string> Files() => System.IO.Directory.Exists(PathOf(""))
        ? [.. System.IO.Directory.EnumerateFiles(PathOf("")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    /// <exception cref="DistributedApplicationException">A step has failed: without Aspire's CLI the application would end as if nothing had happened.</exception>
    public async Task RunAsync(Action<IDistributedApplicationBuilder> declare, string step, params string[] args)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var application = Build(declare, step, args);
        try
        {
            await application.RunAsync(cancellationToken).WaitAsync(_deadline, cancellationToken);
        }
        catch (InvalidOperationException) when (Report.Failure is not null)
        {
            // What fails before the start is thrown, too.
        }

        if (Report.Failure is { } failure)
        {
            throw failure;
        }
    }

    public Task<DistributedApplicationException> FailAsync(Action<IDistributedApplicationBuilder> declare, string step, params string[] args) =>
        Assert.ThrowsAnyAsync<DistributedApplicationException>(() => RunAsync(declare, step, args));

    public void Dispose() => _directory.Dispose();

    private DistributedApplication Build(Action<IDistributedApplicationBuilder> declare, string step, string[] args)
    {
        Report = new PipelineReport();
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--operation", "publish", "--step", step, "--output-path", PathOf(""), "--ASPIRE_HOME", Path.Combine(Directory, "aspire"), .. args],
            ProjectDirectory = Directory,
            DisableDashboard = true,
        });
        builder.Services.AddLogging(logging => logging.AddFilter<ConsoleLoggerProvider>(_ => false));
        builder.Services.AddSingleton<IPipelineActivityReporter>(Report);
        declare(builder);
        return builder.Build();
    }
}
