using Aspire.Hosting;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>There is no container engine, or it does not answer. Its message is one line that says what to do.</summary>
internal sealed class ContainerRuntimeUnhealthyException(string message) : DistributedApplicationException(message);
