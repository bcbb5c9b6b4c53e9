using Microsoft.OpenApi;

namespace EchoApp.Web.OpenApi;

internal static class OpenApiExtensions
{
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer<EchoAppDocument>();
    });
}
