using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ExecutableResourceBuilderExtensions
{
    /// <summary>Adds a program to the application.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="command">A path, absolute or from the working directory, or a name that is looked up in PATH.</param>
    /// <param name="workingDirectory">Absolute, or from the AppHost's directory.</param>
    /// <param name="args">Its arguments.</param>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddExecutable(name, command, workingDirectory, (object[]?)args);

    /// <summary>The same; arguments may be endpoints, parameters and expressions too.</summary>
    public static IResourceBuilder<ExecutableResource> AddExecutable(
        this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params object[]? args)
    {
        var directory = Path.GetFullPath(Path.Combine(builder.AppHostDirectory, workingDirectory));
        var executable = builder.AddResource(new ExecutableResource(name, command, directory));
        return args is { Length: > 0 } ? executable.WithArgs(args) : executable;
    }

    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string command)
        where T : ExecutableResource
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        return builder.WithExecutable(command, builder.Resource.WorkingDirectory);
    }

    /// <param name="builder">The program.</param>
    /// <param name="workingDirectory">Absolute, or from the AppHost's directory.</param>
    public static IResourceBuilder<T> WithWorkingDirectory<T>(this IResourceBuilder<T> builder, string workingDirectory)
        where T : ExecutableResource =>
        builder.WithExecutable(
            builder.Resource.Command, Path.GetFullPath(Path.Combine(builder.ApplicationBuilder.AppHostDirectory, workingDirectory)));

    private static IResourceBuilder<T> WithExecutable<T>(this IResourceBuilder<T> builder, string command, string workingDirectory)
        where T : ExecutableResource => builder.WithAnnotation(
            new ExecutableAnnotation { Command = command, WorkingDirectory = workingDirectory }, ResourceAnnotationMutationBehavior.Replace);
}
