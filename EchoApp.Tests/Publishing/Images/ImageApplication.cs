using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Images;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Tests.Publishing.Images;

/// <summary>An application with one project, whose image a fake dotnet command builds; there is no engine.</summary>
internal sealed class ImageApplication : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private ConcurrentQueue<string>? _aspires;

    public PipelineApplication Pipeline { get; } = new();

    public FakeDotNet DotNet { get; private set; }

    public ImageApplication()
    {
        DotNet = new FakeDotNet(_directory);
        Directory.CreateDirectory(Path.Combine(Pipeline.Directory, "web"));
        File.WriteAllText(ProjectFile, "<Project />");
    }

    public string ProjectFile => Path.Combine(Pipeline.Directory, "web", "web.csproj");

    /// <summary>Where it is called with the argument, it prints this and fails.</summary>
    public void LetDotNetFail(string argument, string output) => DotNet = new FakeDotNet(_directory, argument, output);

    /// <summary>There is an engine, and what Aspire itself would do with it is noted here.</summary>
    public void LetAspireBuild(ConcurrentQueue<string> calls) => _aspires = calls;

    public Task RunAsync(Action<IDistributedApplicationBuilder, IResourceBuilder<ProjectResource>> declare, string step, params string[] args) => Pipeline.RunAsync(With(declare), step, args);

    public Task<DistributedApplicationException> FailAsync(Action<IDistributedApplicationBuilder, IResourceBuilder<ProjectResource>> declare, string step, params string[] args) =>
        Pipeline.FailAsync(With(declare), step, args);

    public void Dispose()
    {
        Pipeline.Dispose();
        _directory.Dispose();
    }

    private Action<IDistributedApplicationBuilder> With(Action<IDistributedApplicationBuilder, IResourceBuilder<ProjectResource>> declare) => builder =>
    {
        builder.Configuration["DOTNET_HOST_PATH"] = DotNet.Path;
        builder.Services.AddSingleton<IContainerRuntimeResolver>(new FakeEngineResolver(new FakeEngine("engine", isRunning: _aspires is not null)));
        if (_aspires is not null)
        {
            builder.Services.AddSingleton(_aspires).AddSingleton<IResourceContainerImageManager, FakeImages>();
        }

        builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
        builder.PushImagesFromSdk();
        declare(builder, builder.AddProject("web", "web/web.csproj", launchProfileName: null));
    };
}
