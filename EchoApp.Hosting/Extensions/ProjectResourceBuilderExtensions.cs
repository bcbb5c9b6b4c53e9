using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Projects;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a referenced project. Its launch profile gives endpoints and variables: the AppHost's own by name, else the first.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="launchProfileName">The profile to use; null for none.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, Profile(launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new() => builder.AddProject(name, new TProject(), configure);

    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="projectPath">The project file, absolute or from the AppHost's directory.</param>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath) =>
        builder.AddProject(name, projectPath, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, string? launchProfileName) =>
        builder.AddProject(name, projectPath, Profile(launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, string projectPath, Action<ProjectResourceOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectPath);
        return builder.AddProject(name, new ProjectFile(Path.GetFullPath(Path.Combine(builder.AppHostDirectory, projectPath))), configure);
    }

    /// <summary>
    /// Runs the project so many times. Each replica listens on target ports of its own; connections to the endpoints, which must be proxied
    /// and must not declare a targetPort, go to the replicas in turn.
    /// </summary>
    /// <param name="builder">The project.</param>
    /// <param name="replicas">How many, at least 1; the last call counts.</param>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas));
    }

    private static Action<ProjectResourceOptions> Profile(string? launchProfileName) => options =>
    {
        options.ExcludeLaunchProfile = launchProfileName is null;
        options.LaunchProfileName = launchProfileName;
    };

    private static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata).WithTelemetryVariables();
        var selected = LaunchProfileSelection.Select(metadata, options, builder.Configuration);
        if (!builder.ExecutionContext.IsRunMode)
        {
            return project.WithPublishedDefaults(selected?.Profile);
        }

        project.WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "simple").WithEnvironment(AspNetCoreUrls.Set);
        return selected is null ? project : project.WithLaunchProfile(selected);
    }

    private static IResourceBuilder<ProjectResource> WithTelemetryVariables(this IResourceBuilder<ProjectResource> project)
    {
        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (project.ApplicationBuilder is { ExecutionContext.IsRunMode: true } builder && builder.Environment.IsDevelopment())
        {
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        return project.WithOtlpExporter();
    }
}
