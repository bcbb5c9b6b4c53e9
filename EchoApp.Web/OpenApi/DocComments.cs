using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EchoApp.Web.OpenApi;

/// <summary>
/// Describes JSON by the doc comments of its types and their properties, which a test keeps in doc-comments.json. The framework's own generator would compile in
/// those of the whole program, 0.2 MB to pull.
/// </summary>
internal sealed class DocComments : IOpenApiSchemaTransformer
{
    /// <summary>What the framework has in the metadata of a schema that is referred to, and where it looks for what the reference says.</summary>
    private const string SchemaId = "x-schema-id";
    private const string DescriptionOfReference = "x-ref-description";

    private readonly JsonElement _comments = Read();

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (Find(NameOf(context.JsonTypeInfo.Type)) is { } ofType)
        {
            schema.Description = ofType;
        }

        if (context.JsonPropertyInfo?.AttributeProvider is PropertyInfo { DeclaringType: { } type } property && Find($"{NameOf(type)}.{property.Name}") is { } ofProperty)
        {
            if (schema.Metadata is { } metadata && metadata.TryGetValue(SchemaId, out var id) && id is string { Length: > 0 })
            {
                metadata[DescriptionOfReference] = ofProperty;
            }
            else
            {
                schema.Description = ofProperty;
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>As doc comments name it, without the arguments of a generic type.</summary>
    public static string NameOf(Type type) => $"{type.Namespace}.{type.Name}";

    private string? Find(string name) => _comments.TryGetProperty(name, out var comment) ? comment.GetString() : null;

    private static JsonElement Read()
    {
        using var stream = typeof(DocComments).Assembly.GetManifestResourceStream("doc-comments.json") ?? throw new InvalidOperationException("The assembly has no doc comments.");
        using var comments = JsonDocument.Parse(stream);
        return comments.RootElement.Clone();
    }
}
