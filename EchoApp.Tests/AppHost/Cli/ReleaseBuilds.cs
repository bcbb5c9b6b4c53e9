using Xunit;

namespace EchoApp.Tests.AppHost.Cli;

/// <summary>Tests that build the service in Release, one after the other: two builds of one project get in each other's way.</summary>
[CollectionDefinition(nameof(ReleaseBuilds))]
public sealed class ReleaseBuilds;
