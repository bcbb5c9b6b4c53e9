using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting;

/// <summary>What a resource would be started with.</summary>
internal static class DeclaredEnvironment
{
    /// <summary>Its variables: text as it is, anything else as the manifest would have it.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(IResource resource, IServiceProvider services)
    {
        var execution = new DistributedApplicationExecutionContext(new DistributedApplicationExecutionContextOptions(DistributedApplicationOperation.Run) { Services = services });
        var context = new EnvironmentCallbackContext(execution, resource, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var declared in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await declared.Callback(context);
        }

        return context.EnvironmentVariables.ToDictionary(variable => variable.Key, variable => variable.Value switch
        {
            IManifestExpressionProvider expression => expression.ValueExpression,
            var other => other.ToString()!,
        });
    }

    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(IDistributedApplicationBuilder builder, IResource resource)
    {
        await using var app = builder.Build();
        return await ReadAsync(resource, app.Services);
    }
}
