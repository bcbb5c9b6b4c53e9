using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Projects;

/// <summary>Finds what a project's build made.</summary>
internal static class ProjectOutput
{
    /// <summary>The project's main assembly, whether or not it has been built.</summary>
    /// <exception cref="DistributedApplicationException">The project file is missing or cannot be evaluated.</exception>
    public static async Task<string> TargetPathAsync(ProjectResource project, string configuration, CancellationToken cancellationToken)
    {
        var metadata = project.GetProjectMetadata();
        if (!File.Exists(metadata.ProjectPath))
        {
            throw new DistributedApplicationException(
                $"The project file of '{project.Name}' does not exist: {metadata.ProjectPath}. Correct the path given to AddProject.");
        }

        return metadata is IBuiltProject built ? built.TargetPath : await EvaluateAsync(project.Name, metadata.ProjectPath, configuration, cancellationToken);
    }

    private static async Task<string> EvaluateAsync(string name, string path, string configuration, CancellationToken cancellationToken)
    {
        using var msbuild = Process.Start(new ProcessStartInfo(
            DotNetHost.Path, ["msbuild", path, "-nologo", "-getProperty:TargetPath", $"-property:Configuration={configuration}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new DistributedApplicationException($"{DotNetHost.Path} cannot be started to find the output of project '{name}'.");
        await using var stop = cancellationToken.Register(() => msbuild.Kill(entireProcessTree: true));
        var error = msbuild.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = (await msbuild.StandardOutput.ReadToEndAsync(CancellationToken.None)).Trim();
        await msbuild.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return msbuild.ExitCode == 0 && output.Length > 0
            ? output
            : throw new DistributedApplicationException($"The project of '{name}', {path}, cannot be evaluated: {output}{await error}".TrimEnd());
    }
}
