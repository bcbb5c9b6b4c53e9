using Xunit;

namespace EchoApp.Tests.Hosting.Testing;

/// <summary>Tests that look at the threads and children of the test process: they run when no other does.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
