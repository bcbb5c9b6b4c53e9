using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>Who sent it and by what: resources and scopes, each encoding of which is one object.</summary>
internal sealed class SourceDecoder(AttributeDecoder attributes, Texts texts)
{
    /// <summary>What a resource without <c>service.name</c> is called, as OpenTelemetry's SDKs call it.</summary>
    public const string UnknownService = "unknown_service";

    private const string ServiceName = "service.name";
    private const string ServiceInstanceId = "service.instance.id";

    private readonly SharedByBytes<TelemetryResource> _resources = new(capacity: 256);
    private readonly SharedByBytes<TelemetryScope> _scopes = new(capacity: 1024);

    public TelemetryResource Resource(ReadOnlySpan<byte> resource, Intake intake) =>
        _resources.Find(resource) ?? _resources.Keep(resource, DecodeResource(resource, intake));

    public TelemetryScope Scope(ReadOnlySpan<byte> scope, Intake intake) => _scopes.Find(scope) ?? _scopes.Keep(scope, DecodeScope(scope, intake));

    private TelemetryResource DecodeResource(ReadOnlySpan<byte> resource, Intake intake)
    {
        var all = attributes.Of(resource, field: 1, intake);
        return new TelemetryResource(
            ValueOf(all, ServiceName) ?? UnknownService,
            ValueOf(all, ServiceInstanceId),
            [.. all.Where(attribute => attribute.Key is not (ServiceName or ServiceInstanceId))]);
    }

    private TelemetryScope DecodeScope(ReadOnlySpan<byte> scope, Intake intake)
    {
        var name = "";
        string? version = null;
        var reader = new WireReader(scope);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = texts.Of(reader.Bytes, intake);
                    break;
                case 2:
                    version = texts.OrNull(reader.Bytes, intake);
                    break;
            }
        }

        return new TelemetryScope(name, version, attributes.Of(scope, field: 3, intake));
    }

    private static string? ValueOf(TelemetryAttribute[] attributes, string key)
    {
        var value = attributes.FirstOrDefault(attribute => attribute.Key == key).Value;
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }
}
