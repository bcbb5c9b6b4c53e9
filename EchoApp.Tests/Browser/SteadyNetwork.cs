using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>Tests in the browser run when no other does: Chromium gives up what it loads when a network interface comes or goes, as with each container.</summary>
[CollectionDefinition(nameof(SteadyNetwork), DisableParallelization = true)]
public sealed class SteadyNetwork;
