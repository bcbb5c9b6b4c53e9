using Microsoft.OpenApi;

namespace EchoApp.Web.OpenApi;

internal static class HealthPath
{
    public static OpenApiPathItem Describe(string summary)
    {
        var operation = new OpenApiOperation { Summary = summary, Responses = [] };
        operation.Responses["200"] = Text("Healthy; behind it a line for each thing that was asked");
        operation.Responses["503"] = Text("Unhealthy; behind it a line for each thing that was asked");
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
