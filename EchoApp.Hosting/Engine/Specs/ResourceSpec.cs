namespace EchoApp.Hosting.Engine.Specs;

/// <summary>What is needed to start one instance, every expression resolved.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Args">Its arguments, in order.</param>
/// <param name="Environment">The variables that the model gives it.</param>
internal abstract record ResourceSpec(string InstanceId, IReadOnlyList<string> Args, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Whether the value of a secret parameter is among the arguments.</summary>
    public bool HasSecretArgs { get; init; }
}
