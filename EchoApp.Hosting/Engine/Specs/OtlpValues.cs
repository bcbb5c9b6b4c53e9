using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Model;

namespace EchoApp.Hosting.Engine.Specs;

/// <summary>Where an instance sends its telemetry, as whom, and with which key.</summary>
internal sealed class OtlpValues(DashboardEndpoints dashboard, HostGateway gateway, ContainerCli cli)
{
    /// <returns>The value; null where there is no dashboard, so that what the surroundings say of a collector holds.</returns>
    public async ValueTask<string?> ResolveAsync(OtlpValue value, ResourceInstance instance, CancellationToken cancellationToken)
    {
        if (value.Variable == OtlpVariable.ResourceAttributes)
        {
            // The id's suffix: the receiver joins what it gets to name-suffix.
            return $"service.instance.id={instance.Id[(instance.Resource.Name.Length + 1)..]}";
        }

        return Receiver(value.Protocol) is not { } receiver ? null : value.Variable switch
        {
            OtlpVariable.Endpoint => await AddressAsync(receiver, instance.Resource, cancellationToken),
            OtlpVariable.Protocol => Name(value.Protocol),
            OtlpVariable.Headers => dashboard.OtlpApiKey is { } key ? $"x-otlp-api-key={key}" : null,
            _ => throw new InvalidOperationException($"Nobody knows the value of {value.Variable}."),
        };
    }

    private static string Name(OtlpProtocol protocol) => protocol switch
    {
        OtlpProtocol.Grpc => "grpc",
        OtlpProtocol.HttpProtobuf => "http/protobuf",
        OtlpProtocol.HttpJson => "http/json",
        _ => throw new DistributedApplicationException($"'{protocol}' is no protocol for telemetry. Give one of {string.Join(", ", Enum.GetNames<OtlpProtocol>())}."),
    };

    private Uri? Receiver(OtlpProtocol protocol) => protocol == OtlpProtocol.Grpc ? dashboard.OtlpGrpc : dashboard.OtlpHttp;

    // Loopback is another machine's in a container; any other address is the same there.
    private async Task<string> AddressAsync(Uri receiver, IResource resource, CancellationToken cancellationToken)
    {
        var reached = receiver.IsLoopback && resource.IsContainer()
            ? new UriBuilder(receiver) { Host = HostName.Of(cli), Port = await gateway.OpenAsync(receiver.Port, cancellationToken) }.Uri
            : receiver;
        return reached.AbsoluteUri.TrimEnd('/');
    }
}
