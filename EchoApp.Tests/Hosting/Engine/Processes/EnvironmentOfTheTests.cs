using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Processes;

/// <summary>Tests that change the environment of the test process: they run when no other does.</summary>
[CollectionDefinition(nameof(EnvironmentOfTheTests), DisableParallelization = true)]
public sealed class EnvironmentOfTheTests;
