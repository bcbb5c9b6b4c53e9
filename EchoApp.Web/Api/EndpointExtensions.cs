using System.Text.Json.Nodes;
using EchoApp.Web.Pages;
using Microsoft.OpenApi;

namespace EchoApp.Web.Api;

/// <summary>Endpoints, and what the OpenAPI document says of them.</summary>
internal static class EndpointExtensions
{
    private const string Json = "application/json";

    /// <summary>
    /// Maps a handler that looks at the request itself: what the framework generates to bind parameters is 15 KB of code for each handler.
    /// </summary>
    public static IEndpointConventionBuilder Map(this IEndpointRouteBuilder endpoints, string[] methods, string pattern, Func<HttpContext, Task<IResult>> handler) =>
        endpoints.MapMethods(pattern, methods, async context => await (await handler(context)).ExecuteAsync(context))
            .WithMetadata(handler.Method) // Without one it is not in the document.
            .AddOpenApiOperationTransformer((operation, context, _) =>
            {
                foreach (var segment in (context.Description.RelativePath ?? "").Split('/').Where(segment => segment.StartsWith('{')))
                {
                    AddParameter(operation, segment.Trim('{', '}'), ParameterLocation.Path);
                }

                return Task.CompletedTask;
            });

    /// <summary>These may stand in the query.</summary>
    public static IEndpointConventionBuilder TakesQuery(this IEndpointConventionBuilder endpoint, params string[] names) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        foreach (var name in names)
        {
            AddParameter(operation, name, ParameterLocation.Query);
        }

        return Task.CompletedTask;
    });

    /// <summary>This field may stand in the header.</summary>
    public static IEndpointConventionBuilder TakesHeader(this IEndpointConventionBuilder endpoint, string name) => endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        AddParameter(operation, name, ParameterLocation.Header);
        return Task.CompletedTask;
    });

    /// <summary>It takes JSON, such as this. Not by metadata that routing looks at: <c>curl -d</c> says that it sends a form.</summary>
    public static IEndpointConventionBuilder Takes<T>(this IEndpointConventionBuilder endpoint, string example)
        where T : notnull => endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(T), parameterDescription: null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = schema, Example = JsonNode.Parse(example) } },
            };
        });

    /// <summary>It answers with JSON.</summary>
    public static IEndpointConventionBuilder Answers<T>(this IEndpointConventionBuilder endpoint) => endpoint.Produces(StatusCodes.Status200OK, typeof(T), Json);

    /// <summary>It answers with JSON, such as this.</summary>
    public static IEndpointConventionBuilder Answers<T>(this IEndpointConventionBuilder endpoint, string example, int status = StatusCodes.Status200OK) =>
        endpoint.Produces(status, typeof(T), Json).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            ShowIn(operation.Responses?[status.ToString(null as IFormatProvider)].Content, example);
            return Task.CompletedTask;
        });

    /// <summary>It answers with text, or bytes, of this type.</summary>
    public static IEndpointConventionBuilder AnswersText(this IEndpointConventionBuilder endpoint, string type) => endpoint.Produces(StatusCodes.Status200OK, typeof(string), type);

    /// <summary>It answers with this status and nothing else.</summary>
    public static IEndpointConventionBuilder AnswersNothing(this IEndpointConventionBuilder endpoint, int status = StatusCodes.Status204NoContent) => endpoint.Produces(status, type: null);

    /// <summary>These problems may come, beside those that everything in the API has: no token, a page elsewhere, no store.</summary>
    public static IEndpointConventionBuilder Refuses(this IEndpointConventionBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in (ReadOnlySpan<int>)[.. statuses, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status503ServiceUnavailable])
        {
            endpoint.Produces(status, type: null);
        }

        return endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            foreach (var response in operation.Responses?.Where(response => response.Key.StartsWith('4') || response.Key.StartsWith('5')).Select(response => response.Value as OpenApiResponse) ?? [])
            {
                response?.Content = new Dictionary<string, OpenApiMediaType> { [PageError.ProblemContentType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } };
            }

            return Task.CompletedTask;
        });
    }

    private static IEndpointConventionBuilder Produces(this IEndpointConventionBuilder endpoint, int status, Type? type, params string[] contentTypes) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, type ?? typeof(void), contentTypes));

    private static void AddParameter(OpenApiOperation operation, string name, ParameterLocation place) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = place, Required = place == ParameterLocation.Path, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });

    private static void ShowIn(IDictionary<string, OpenApiMediaType>? content, string example)
    {
        if (content is not null && content.TryGetValue(Json, out var media))
        {
            media.Example = JsonNode.Parse(example);
        }
    }
}
