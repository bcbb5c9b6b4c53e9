using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Images;
using EchoApp.Tests.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Tests.Hosting.Images;

/// <summary>An application with one project, whose image a fake dotnet command builds.</summary>
internal sealed class ImageApplication : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

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

    public Task RunAsync(Action<IDistributedApplicationBuilder, IResourceBuilder<ProjectResource>> declare, params string[] args) => Pipeline.RunAsync(With(declare), args);

    public Task<DistributedApplicationException> FailAsync(Action<IDistributedApplicationBuilder, IResourceBuilder<ProjectResource>> declare, params string[] args) =>
        Pipeline.FailAsync(With(declare), args);

    public void Dispose()
    {
        Pipeline.Dispose();
        _directory.Dispose();
    }

    private Action<IDistributedApplicationBuilder> With(Action<IDistributedApplicationBuilder, IResourceBuilder<ProjectResource>> declare) => builder =>
    {
        builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
        declare(builder, builder.AddProject("web", "web/web.csproj", launchProfileName: null));
        builder.Services.AddSingleton(new DotNetCommand(DotNet.Path));
    };
}
