namespace EchoApp.Hosting.Engine.Specs;

/// <summary>What is needed to start a process.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Command">A path, or a name to look up in PATH.</param>
/// <param name="Args">Its arguments, in order.</param>
/// <param name="WorkingDirectory">An absolute path.</param>
/// <param name="Environment">The variables that the model gives it, over those of the AppHost.</param>
/// <param name="HoldsParentPipe">Whether the process ends when its standard input closes, and is to be told so.</param>
internal sealed record ProcessSpec(
    string InstanceId,
    string Command,
    IReadOnlyList<string> Args,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    bool HoldsParentPipe) : ResourceSpec(InstanceId, Args, Environment);
