using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;

namespace EchoApp.Hosting.Publishing.Manifest;

/// <summary>Writes the manifest of a model: https://json.schemastore.org/aspire-8.0.json, members in Aspire's order.</summary>
/// <param name="json">Where to.</param>
/// <param name="variables">Gives the variables and arguments of resources.</param>
/// <param name="directory">What paths are relative to.</param>
/// <param name="environment">Where the application is deployed to, if it says so.</param>
internal sealed class ManifestWriter(
    Utf8JsonWriter json, PublishedVariables variables, string directory, DockerComposeEnvironmentResource? environment)
{
    private readonly ManifestValues _values = new();
    private readonly PublishedEndpoints _endpoints = new();

    // Version 1 are those that say where they are deployed to.
    private readonly string _version = environment is null ? "v0" : "v1";

    public async Task WriteAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        _values.Know(model.Resources);
        json.WriteStartObject();
        json.WriteStartObject("resources");
        foreach (var resource in model.Resources)
        {
            await WriteResourceAsync(resource, cancellationToken);
        }

        foreach (var resource in _values.Referenced.Except(model.Resources).ToArray())
        {
            await WriteResourceAsync(resource, cancellationToken);
        }

        WriteFormatted(_values.TakeFormatted());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private async Task WriteResourceAsync(IResource resource, CancellationToken cancellationToken)
    {
        json.WriteStartObject(resource.Name);
        switch (resource)
        {
            case ContainerResource container:
                await WriteContainerAsync(container, cancellationToken);
                break;
            case ProjectResource project:
                json.WriteString("type", $"project.{_version}");
                json.WriteString("path", Relative(project.GetProjectMetadata().ProjectPath));
                await WriteStartAsync(project, mounts: [], cancellationToken);
                break;
            case ExecutableResource executable:
                json.WriteString("type", "executable.v0");
                json.WriteString("workingDirectory", Relative(executable.WorkingDirectory));
                json.WriteString("command", executable.Command);
                await WriteStartAsync(executable, mounts: [], cancellationToken);
                break;
            case ParameterResource parameter:
                ManifestParameter.Write(json, parameter);
                break;
            case IResourceWithConnectionString connection:
                json.WriteString("type", "value.v0");
                json.WriteString("connectionString", _values.Text(connection.ConnectionStringExpression));
                break;
            default:
                json.WriteString("error", "This resource does not support generation in the manifest.");
                break;
        }

        json.WriteEndObject();
        if (resource is ParameterResource written)
        {
            WriteFormatted(_values.TakeFormatted(written));
        }
    }

    private async Task WriteContainerAsync(ContainerResource container, CancellationToken cancellationToken)
    {
        json.WriteString("type", $"container.{_version}");
        if (container is IResourceWithConnectionString connection)
        {
            json.WriteString("connectionString", _values.Text(connection.ConnectionStringExpression));
        }

        json.WriteString("image", container.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
            ? image.Reference
            : throw new DistributedApplicationException($"Container '{container.Name}' has no image. Give it one by AddContainer or WithImage."));
        if (container.Entrypoint is { } entrypoint)
        {
            json.WriteString("entrypoint", entrypoint);
        }

        await WriteStartAsync(container, [.. container.Annotations.OfType<ContainerMountAnnotation>()], cancellationToken);
    }

    private async Task WriteStartAsync(IResource resource, ContainerMountAnnotation[] mounts, CancellationToken cancellationToken)
    {
        if (await variables.ArgsOfAsync(resource, cancellationToken) is { Count: > 0 } args)
        {
            json.WriteStartArray("args");
            foreach (var arg in args)
            {
                json.WriteStringValue(_values.Text(arg));
            }

            json.WriteEndArray();
        }

        WriteMounts("bindMounts", "source", mounts.Where(mount => mount.Type == ContainerMountType.BindMount), source => Relative(source));
        WriteMounts("volumes", "name", mounts.Where(mount => mount.Type == ContainerMountType.Volume), name => name);
        if (await variables.OfAsync(resource, environment?.ActiveDashboard?.OtlpGrpcEndpoint, cancellationToken) is { Count: > 0 } given)
        {
            json.WriteStartObject("env");
            foreach (var (name, value) in given)
            {
                json.WriteString(name, _values.Text(value));
            }

            json.WriteEndObject();
        }

        if (_endpoints.Of(resource) is { Count: > 0 } endpoints)
        {
            ManifestBindings.Write(json, endpoints);
        }
    }

    private void WriteMounts(string kind, string sourceName, IEnumerable<ContainerMountAnnotation> mounts, Func<string, string> source)
    {
        if (!mounts.Any())
        {
            return;
        }

        json.WriteStartArray(kind);
        foreach (var mount in mounts)
        {
            json.WriteStartObject();
            if (mount.Source is not null)
            {
                json.WriteString(sourceName, source(mount.Source));
            }

            json.WriteString("target", mount.Target);
            json.WriteBoolean("readOnly", mount.IsReadOnly);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFormatted(IEnumerable<FormattedParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            json.WriteStartObject(parameter.Name);
            json.WriteString("type", "annotated.string");
            json.WriteString("value", parameter.Parameter.ValueExpression);
            json.WriteString("filter", parameter.Format);
            json.WriteEndObject();
        }
    }

    private string Relative(string path) => Path.GetRelativePath(directory, path).Replace('\\', '/');
}
