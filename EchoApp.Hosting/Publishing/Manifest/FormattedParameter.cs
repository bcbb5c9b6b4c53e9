using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Publishing.Manifest;

/// <summary>A parameter that is used in another form, such as percent-encoded; the manifest has an entry of its own for that.</summary>
internal sealed record FormattedParameter(string Name, ParameterResource Parameter, string Format);
