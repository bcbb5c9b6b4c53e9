using Aspire.Hosting;
using EchoApp.Hosting.Engine.Console;
using EchoApp.Tests.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EchoApp.Tests.Hosting.Pipelines;

/// <summary>Runs a step of an application's pipeline in a directory of its own, with nobody at the terminal.</summary>
internal sealed class PipelineApplication : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public LineWriter Output { get; } = new();

    public LineWriter Error { get; } = new();

    /// <summary>The AppHost's directory; files are written to <c>out</c> in it unless the arguments say otherwise.</summary>
    public string Directory => _directory.Path;

    public string PathOf(string name) => Path.Combine(Directory, "out", name);

    public string Read(string name) => File.ReadAllText(PathOf(name));

    public IReadOnlyList<string> Files() => System.IO.Directory.Exists(PathOf(""))
        ? [.. System.IO.Directory.EnumerateFiles(PathOf("")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    public Task RunAsync(Action<IDistributedApplicationBuilder> declare, params string[] args) => RunAsync(declare, CancellationToken.None, args);

    public async Task RunAsync(Action<IDistributedApplicationBuilder> declare, CancellationToken cancellationToken, params string[] args)
    {
        var builder = TestBuilder.Create(Directory, [.. args, .. args.Contains("-o") || args.Contains("--output-path") ? Array.Empty<string>() : ["-o", PathOf("")]]);
        builder.Services.AddSingleton(new ConsoleOutput(Output, Error, useColour: false));
        builder.Services.AddSingleton<TimeProvider>(new ManualTime());
        builder.Services.AddSingleton(AnsiConsole.Create(new AnsiConsoleSettings { Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(TextWriter.Null) }));
        declare(builder);
        await builder.Build().RunAsync(cancellationToken).WaitAsync(Eventually.Deadline, CancellationToken.None);
    }

    public async Task<DistributedApplicationException> FailAsync(Action<IDistributedApplicationBuilder> declare, params string[] args) =>
        await Xunit.Assert.ThrowsAnyAsync<DistributedApplicationException>(() => RunAsync(declare, args));

    public void Dispose() => _directory.Dispose();
}
