namespace EchoApp.Hosting.Images;

/// <summary>The dotnet command that builds images.</summary>
internal sealed record DotNetCommand(string Path);
