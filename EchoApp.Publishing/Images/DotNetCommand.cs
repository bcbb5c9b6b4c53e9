namespace EchoApp.Publishing.Images;

/// <summary>The dotnet command that builds images: the one that runs this process, where it says so.</summary>
internal sealed record DotNetCommand(string Path)
{
    public static DotNetCommand Current { get; } = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet");
}
