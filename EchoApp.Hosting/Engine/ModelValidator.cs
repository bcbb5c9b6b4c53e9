using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Specs;
using EchoApp.Hosting.Model;
using EchoApp.Hosting.Projects;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace EchoApp.Hosting.Engine;

/// <summary>Finds every mistake of the model that can be found before anything starts.</summary>
internal sealed class ModelValidator(IOptions<HealthCheckServiceOptions> healthChecks, BuildConfiguration buildConfiguration)
{
    /// <exception cref="DistributedApplicationException">There are mistakes; the message has a line for each.</exception>
    public async Task ValidateAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        problems.AddRange(Waits(model));
        foreach (var resource in model.Resources)
        {
            problems.AddRange(Endpoints(resource));
            problems.AddRange(ReplicaRules.Problems(resource));
            problems.AddRange(HealthChecks(resource));
            problems.AddRange(References(resource));
        }

        problems.AddRange(model.Resources.OfType<ParameterResource>().Where(parameter => !IsOptional(parameter, model)).Select(Value).OfType<string>());
        foreach (var project in model.Resources.OfType<ProjectResource>())
        {
            problems.AddRange(await OutputAsync(project, cancellationToken));
        }

        if (problems.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, problems.Distinct()));
        }
    }

    /// <summary>The mistakes that matter wherever the application runs: waits that cannot end, references to what is not there.</summary>
    /// <exception cref="DistributedApplicationException">There are mistakes; the message has a line for each.</exception>
    public static void ValidateShape(DistributedApplicationModel model)
    {
        var problems = Waits(model).Concat(model.Resources.SelectMany(References)).Distinct().ToArray();
        if (problems.Length > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, problems));
        }
    }

    private static IEnumerable<string> Waits(DistributedApplicationModel model)
    {
        foreach (var (resource, dependency) in model.Resources.SelectMany(resource => WaitGraph.Dependencies(resource).Select(each => (resource, each))))
        {
            if (!model.Resources.Contains(dependency))
            {
                yield return $"Resource '{resource.Name}' waits for '{dependency.Name}', which is not part of this application. Add it, or take the wait out.";
            }
        }

        if (WaitGraph.FindCycle(model.Resources) is { } cycle)
        {
            var steps = cycle.Select((resource, i) => $"'{resource.Name}' waits for '{cycle[(i + 1) % cycle.Count].Name}'");
            yield return $"The waits form a cycle: {string.Join(", ", steps)}. None of them could ever start; take one of the waits out.";
        }
    }

    private static IEnumerable<string> Endpoints(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            var name = $"Endpoint '{endpoint.Name}' of '{resource.Name}'";
            if (resource.IsContainer())
            {
                if (endpoint.TargetPort is null)
                {
                    yield return $"{name} does not say which port the container listens on. Give it a targetPort.";
                }

                continue;
            }

            if (endpoint is { IsProxied: true, Port: { } port, TargetPort: { } target } && port == target)
            {
                yield return $"{name} has port {port} both for its proxy and for the process behind it. Give it another targetPort, or isProxied: false.";
            }
            else if (endpoint is { IsProxied: false, Port: { } own, TargetPort: { } other } && own != other)
            {
                yield return $"{name} has no proxy, so its port {own} and its target port {other} must be the same. Leave one of them out.";
            }

            if (endpoint is { IsProxied: true, Protocol: not ProtocolType.Tcp })
            {
                yield return $"{name} is a {endpoint.Protocol} endpoint, and only TCP can be proxied. Declare it with isProxied: false.";
            }
        }
    }

    private IEnumerable<string> HealthChecks(IResource resource)
    {
        var registered = healthChecks.Value.Registrations.Select(registration => registration.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var check in resource.Annotations.OfType<HealthCheckAnnotation>().Where(check => !registered.Contains(check.Key)))
        {
            yield return $"Resource '{resource.Name}' has the health check '{check.Key}', which is not registered. Add it with builder.Services.AddHealthChecks().";
        }

        foreach (var endpoint in resource.Annotations.OfType<HttpHealthCheckAnnotation>().Select(check => check.Endpoint))
        {
            if (!endpoint.Exists)
            {
                yield return $"The health check of '{resource.Name}' asks an endpoint that is missing. {endpoint.Missing()}";
            }
            else if (!endpoint.IsHttp && !endpoint.IsHttps)
            {
                yield return $"The health check of '{resource.Name}' asks the endpoint '{endpoint.EndpointName}', whose scheme is {endpoint.Scheme}; it must be http or https.";
            }
        }
    }

    private static IEnumerable<string> References(IResource resource) => resource.Annotations.OfType<ReferencedValueAnnotation>()
        .SelectMany(reference => ReferencedValues.All(reference.Value)).OfType<EndpointReference>()
        .Where(endpoint => !endpoint.Exists)
        .Select(endpoint => $"Resource '{resource.Name}' refers to an endpoint that is missing. {endpoint.Missing()}");

    // A connection string from configuration whose users have all said that they can do without.
    private static bool IsOptional(ParameterResource parameter, DistributedApplicationModel model)
    {
        var uses = model.Resources.SelectMany(resource => resource.Annotations.OfType<ReferencedValueAnnotation>())
            .Select(reference => reference.Value).Where(value => ReferencedValues.Resources(value).Contains(parameter)).ToArray();
        return uses.Length > 0 && uses.All(use => use is ConnectionStringReference { Optional: true });
    }

    private static string? Value(ParameterResource parameter)
    {
        try
        {
            _ = parameter.Value;
            return null;
        }
        catch (Exception exception) when (exception is DistributedApplicationException or ArgumentException)
        {
            return exception.Message;
        }
        catch (Exception exception)
        {
            return $"Parameter '{parameter.Name}' has no value: what gives it has failed. {exception}";
        }
    }

    private async Task<string[]> OutputAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        try
        {
            var assembly = await ProjectOutput.TargetPathAsync(project, buildConfiguration.Name, cancellationToken);
            return File.Exists(assembly) ? [] :
            [
                $"Project '{project.Name}' is not built: {assembly} does not exist. "
                + $"Build it: dotnet build \"{project.GetProjectMetadata().ProjectPath}\" -c {buildConfiguration.Name}",
            ];
        }
        catch (DistributedApplicationException exception)
        {
            return [exception.Message];
        }
    }
}
