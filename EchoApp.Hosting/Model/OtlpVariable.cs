namespace EchoApp.Hosting.Model;

/// <summary>The variables of an exporter whose values are known only when an instance starts.</summary>
internal enum OtlpVariable
{
    Endpoint,
    Protocol,
    Headers,
    ResourceAttributes,
}
