using EchoApp.Web.Pages;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EchoApp.Web.OpenApi;

/// <summary>Adds what routing does not know: the health endpoints, and the echo on its own listener.</summary>
internal sealed class EchoAppDocument(Instance instance) : IOpenApiDocumentTransformer
{
    private const string TokenScheme = "token";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "EchoApp",
            Version = ProductVersion.Short,
            Description = "Shows exactly what reaches a service over HTTP.",
        };
        foreach (var path in document.Paths.Values)
        {
            path.Operations?.Remove(HttpMethod.Head);
        }

        AskForToken(document);
        document.Paths["/health"] = HealthPath.Describe("Ready: every health check passes");
        document.Paths["/alive"] = HealthPath.Describe("Live: the process answers");
        document.Paths["/{path}"] = EchoPath.Describe(instance.EchoUrl.Of(AskedHost(document)));
        return Task.CompletedTask;
    }

    /// <summary>The session of a browser does as well, but nobody writes a program for that.</summary>
    private static void AskForToken(OpenApiDocument document)
    {
        document.AddComponent(TokenScheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Access__Token" });
        foreach (var operation in document.Paths.Where(path => path.Key.StartsWith("/api/", StringComparison.Ordinal)).SelectMany(path => path.Value.Operations ?? []))
        {
            operation.Value.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(TokenScheme, document)] = [] }];
        }
    }

    /// <summary>The document's own server is the one that its reader asked.</summary>
    private static HostString AskedHost(OpenApiDocument document) =>
        document.Servers is [{ Url: { } url }, ..] && Uri.TryCreate(url, UriKind.Absolute, out var asked) ? new HostString(asked.Host) : default;
}
