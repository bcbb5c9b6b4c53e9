using Microsoft.OpenApi;

namespace EchoApp.Web.OpenApi;

internal static class HealthPath
{
    public static OpenApiPathItem Describe(string summary)
    {
        var operation = new OpenApiOperation { Summary = summary, Responses = [] };
        operation.Responses["200"] = Text("Healthy");
        operation.Responses["503"] = Text("Unhealthy");
        return new() { Operations = new() { [HttpMethod.Get] = operation } };
    }

    private static OpenApiResponse Text(string word) => new()
    {
        Description = word,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
        },
    };
}
