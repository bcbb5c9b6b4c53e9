using Microsoft.OpenApi;

namespace EchoApp.Web.OpenApi;

/// <summary>The echo: every method on every path of its own listener.</summary>
internal static class EchoPath
{
    private static readonly HttpMethod[] _methods =
    [
        HttpMethod.Get, HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete, HttpMethod.Options,
    ];

    public static OpenApiPathItem Describe(string url) => new()
    {
        Summary = "The echo",
        Description = "On the echo listener every method and every path, however deep or empty, is answered with the request itself.",
        Servers = [new OpenApiServer { Url = url, Description = "The echo listener" }],
        Parameters = [new OpenApiParameter { Name = "path", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String } }],
        Operations = _methods.ToDictionary(method => method, Operation),
    };

    private static OpenApiOperation Operation(HttpMethod method) => new()
    {
        Summary = $"Echo a {method} request",
        Responses = new()
        {
            ["200"] = new OpenApiResponse
            {
                Description = "What arrived",
                Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = EchoSchema.Answer() } },
            },
        },
    };
}
