using Microsoft.OpenApi;

namespace EchoApp.Web.OpenApi;

/// <summary>The members of the echo's answer; docs/echo.md tells what they mean.</summary>
internal static class EchoSchema
{
    public static OpenApiSchema Answer() => Object(
        ("method", Text()),
        ("target", Text()),
        ("scheme", Text()),
        ("host", Nullable(JsonSchemaType.String)),
        ("path", Text()),
        ("query", MapOf(ListOf(Text()))),
        ("protocol", Text()),
        ("headers", MapOf(Text())),
        ("cookies", MapOf(Text())),
        ("body", Body()),
        ("trailers", new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, AdditionalProperties = Text() }),
        ("wire", Wire()),
        ("anomalies", Anomalies()),
        ("connection", Object(("id", Text()), ("request", Number()), ("remote", SocketEnd()), ("local", SocketEnd()))),
        ("forwarded", Nullable(JsonSchemaType.Object)),
        ("server", Object(
            ("hostname", Text()),
            ("instance", Text()),
            ("version", Text()),
            ("uptime", Number()),
            ("traceId", Nullable(JsonSchemaType.String)))));

    private static OpenApiSchema Wire()
    {
        var trailers = ListOf(ListOf(Text()));
        trailers.Type |= JsonSchemaType.Null;
        var wire = Object(
            ("requestLine", Text()),
            ("headers", ListOf(ListOf(Text()))),
            ("trailers", trailers),
            ("length", Number()),
            ("truncated", new OpenApiSchema { Type = JsonSchemaType.Boolean }));
        wire.Type |= JsonSchemaType.Null;
        wire.Properties!["base64"] = Text();
        return wire;
    }

    private static OpenApiSchema Anomalies()
    {
        var anomaly = Object(("code", Text()), ("section", Text()));
        anomaly.Properties!["detail"] = Text();
        return new OpenApiSchema { Type = JsonSchemaType.Array | JsonSchemaType.Null, Items = anomaly };
    }

    private static OpenApiSchema Body()
    {
        var body = Content();
        body.Type |= JsonSchemaType.Null;
        body.Properties!["contentType"] = Nullable(JsonSchemaType.String);
        body.Properties["contentEncoding"] = ListOf(Text());
        body.Properties["decoded"] = Content();
        body.Properties["error"] = Text();
        return body;
    }

    /// <summary>What is shown of bytes, as they came and decoded.</summary>
    private static OpenApiSchema Content()
    {
        var content = Object(("length", Number()), ("sha256", Nullable(JsonSchemaType.String)), ("truncated", new OpenApiSchema { Type = JsonSchemaType.Boolean }));
        content.Properties!["text"] = Text();
        content.Properties["base64"] = Text();
        content.Properties["json"] = new OpenApiSchema();
        content.Properties["form"] = MapOf(ListOf(Text()));
        content.Properties["files"] = ListOf(File());
        content.Properties["parts"] = ListOf(Part());
        return content;
    }

    private static OpenApiSchema File() => Object(
        ("name", Nullable(JsonSchemaType.String)),
        ("filename", Nullable(JsonSchemaType.String)),
        ("type", Nullable(JsonSchemaType.String)),
        ("length", Number()),
        ("sha256", Text()));

    /// <summary>Its headers are pairs of name and value.</summary>
    private static OpenApiSchema Part() => Object(
        ("name", Nullable(JsonSchemaType.String)),
        ("filename", Nullable(JsonSchemaType.String)),
        ("type", Nullable(JsonSchemaType.String)),
        ("length", Number()),
        ("headers", ListOf(ListOf(Text()))));

    private static OpenApiSchema SocketEnd() =>
        Object(("address", Nullable(JsonSchemaType.String)), ("port", Nullable(JsonSchemaType.Integer)));

    /// <summary>An object that always has all of these members.</summary>
    private static OpenApiSchema Object(params (string Name, OpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema),
        Required = members.Select(member => member.Name).ToHashSet(),
    };

    private static OpenApiSchema MapOf(OpenApiSchema value) => new() { Type = JsonSchemaType.Object, AdditionalProperties = value };

    private static OpenApiSchema ListOf(OpenApiSchema item) => new() { Type = JsonSchemaType.Array, Items = item };

    private static OpenApiSchema Nullable(JsonSchemaType type) => new() { Type = type | JsonSchemaType.Null };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Number() => new() { Type = JsonSchemaType.Integer };
}
