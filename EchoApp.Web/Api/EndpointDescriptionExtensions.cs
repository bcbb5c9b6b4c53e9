using System.Text.Json.Nodes;
using EchoApp.Web.Pages;
using Microsoft.OpenApi;

namespace EchoApp.Web.Api;

/// <summary>What the OpenAPI document says of an endpoint of the API.</summary>
internal static class EndpointDescriptionExtensions
{
    private const string Json = "application/json";

    /// <summary>It takes JSON, such as this. Not by metadata that routing looks at: <c>curl -d</c> says that it sends a form.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder endpoint, string example)
        where T : notnull => endpoint.AddOpenApiOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var schema = await context.GetOrCreateSchemaAsync(typeof(T), parameterDescription: null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = schema, Example = JsonNode.Parse(example) } },
            };
        });

    /// <summary>It answers with JSON, such as this.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, string example, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<T>(status).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            ShowIn(operation.Responses?[status.ToString(null as IFormatProvider)].Content, example);
            return Task.CompletedTask;
        });

    /// <summary>It answers with captured bytes, of this type.</summary>
    public static RouteHandlerBuilder AnswersBytes(this RouteHandlerBuilder endpoint, string type) => endpoint.Produces<string>(StatusCodes.Status200OK, type);

    /// <summary>These problems may come, beside those that everything in the API has: no token, no store.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in (ReadOnlySpan<int>)[.. statuses, StatusCodes.Status401Unauthorized, StatusCodes.Status503ServiceUnavailable])
        {
            endpoint.Produces(status, contentType: PageError.ProblemContentType);
        }

        return endpoint;
    }

    private static void ShowIn(IDictionary<string, OpenApiMediaType>? content, string example)
    {
        if (content is not null && content.TryGetValue(Json, out var media))
        {
            media.Example = JsonNode.Parse(example);
        }
    }
}
