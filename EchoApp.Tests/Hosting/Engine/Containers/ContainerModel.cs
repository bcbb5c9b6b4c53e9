using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Containers;

/// <summary>What the tests on the real engine declare, and how they start it.</summary>
internal static class ContainerModel
{
    /// <summary>A script that runs until it is told to end, and then ends at once.</summary>
    public const string UntilTold = "trap 'exit 0' INT TERM; while :; do sleep 0.1; done";

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task<TestApplication> StartAsync(Action<IDistributedApplicationBuilder> declare, params string[] args) =>
        TestApplication.StartAsync(declare, realProcesses: true, args);

    /// <summary>Starts the application in a directory where it may have run before.</summary>
    public static Task<TestApplication> StartInAsync(TemporaryDirectory directory, Action<IDistributedApplicationBuilder> declare, params string[] args) =>
        TestApplication.StartAsync(new TestApplication(directory.Path, declare, realProcesses: true, args));

    public static IResourceBuilder<ContainerResource> Shell(IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddContainer(name, ContainerEngine.Image, ContainerEngine.Tag).WithEntrypoint("sh").WithArgs("-c", script);

    public static IResourceBuilder<ContainerResource> Postgres(IDistributedApplicationBuilder builder, string name) =>
        builder.AddContainer(name, ContainerEngine.Image, ContainerEngine.Tag)
            .WithEnvironment("POSTGRES_PASSWORD", "secret").WithEndpoint(targetPort: 5432, name: "tcp", scheme: "tcp");

    /// <summary>What an application with this one container, which is to do its work, prints.</summary>
    public static async Task<IReadOnlyList<string>> LinesOfAsync(Func<IDistributedApplicationBuilder, IResourceBuilder<ContainerResource>> declare, params string[] args)
    {
        var name = "";
        await using var application = await StartAsync(builder => name = declare(builder).Resource.Name, args);
        var ended = await application.SnapshotAsync(name, snapshot => KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text));
        var lines = await application.LinesAsync(name);
        Assert.True(ended.ExitCode == 0, $"{ended.State?.Text} {ended.ExitCode}\n{string.Join('\n', lines)}");
        return lines;
    }

    /// <summary>Why the container of this application failed to start.</summary>
    public static async Task<string> FailureOfAsync(Func<IDistributedApplicationBuilder, IResourceBuilder<ContainerResource>> declare)
    {
        var name = "";
        await using var application = await StartAsync(builder => name = declare(builder).Resource.Name);
        return Failure(await application.StateAsync(name, KnownResourceStates.FailedToStart));
    }

    public static string Failure(CustomResourceSnapshot snapshot) =>
        snapshot.Properties.First(property => property.Name == "resource.failureReason").Value?.ToString() ?? "";

    /// <summary>A command that does what docker does, after the script.</summary>
    public static string Command(TemporaryDirectory directory, string script)
    {
        var path = directory.Write("engine/docker", $"#!/bin/sh\n{script}\nexec docker \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return $"--ASPIRE_CONTAINER_RUNTIME={path}";
    }

    /// <summary>The name in the engine of the container that a resource has now.</summary>
    public static string NameOf(TestApplication application, string resource) => application.Notifications.Latest(resource).Single().ResourceId;

    public static async Task<bool> IsThereAsync(string container) =>
        (await ContainerEngine.RunAsync("container", "inspect", "--format", "{{.Id}}", container)).Length > 0;
}
