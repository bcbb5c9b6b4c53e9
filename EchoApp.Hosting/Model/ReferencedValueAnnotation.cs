using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Model;

/// <summary>A value that the resource will need when it starts, noted so that a missing endpoint or parameter is found before anything does.</summary>
internal sealed record ReferencedValueAnnotation(object Value) : IResourceAnnotation;
