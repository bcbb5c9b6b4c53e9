using System.Text.Json;

namespace EchoApp.Hosting.Publishing.Manifest;

/// <summary>The endpoints of a resource.</summary>
internal static class ManifestBindings
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<PublishedEndpoint> endpoints)
    {
        json.WriteStartObject("bindings");
        foreach (var (endpoint, target, exposed) in endpoints)
        {
            json.WriteStartObject(endpoint.Name);
            json.WriteString("scheme", endpoint.UriScheme);
            json.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            json.WriteString("transport", endpoint.Transport);
            if (exposed is { Value: { } port, Origin: not PublishedPortOrigin.Implicit } && port != target.Value)
            {
                json.WriteNumber("port", port);
            }

            if (target.Value is { } targetPort)
            {
                json.WriteNumber("targetPort", targetPort);
            }

            if (endpoint.IsExternal)
            {
                json.WriteBoolean("external", true);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
