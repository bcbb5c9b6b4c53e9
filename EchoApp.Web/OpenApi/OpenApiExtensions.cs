using Microsoft.OpenApi;

namespace EchoApp.Web.OpenApi;

internal static class OpenApiExtensions
{
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer(new DocComments());
        options.AddDocumentTransformer<EchoAppDocument>();
    });

    /// <summary>As ASP.NET Core maps it, with a line feed at its end as every other text here.</summary>
    public static void MapOpenApiDocument(this IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi().Add(builder =>
    {
        var write = builder.RequestDelegate ?? throw new InvalidOperationException("The OpenAPI document has no handler.");
        builder.RequestDelegate = async context =>
        {
            await write(context);
            await context.Response.WriteAsync("\n", context.RequestAborted);
        };
    });
}
