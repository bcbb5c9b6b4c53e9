using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.OpenApi;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_OfTheRunningService_NamesBothListenersByTheirRealPorts()
    {
        await using var web = await WebProcess.StartAsync();
        using var document = await ReadAsync(web);
        var root = document.RootElement;
        Assert.StartsWith("3.1", root.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(web.Pages, new Uri(root.GetProperty("servers")[0].GetProperty("url").GetString()!));
        var echo = root.GetProperty("paths").GetProperty("/{path}");
        Assert.Equal(web.Echo, new Uri(echo.GetProperty("servers")[0].GetProperty("url").GetString()!));
    }

    [Fact]
    public async Task Document_EveryGetItDescribes_AnswersAsDescribed()
    {
        await using var web = await WebProcess.StartAsync(("Access__Anonymous", "true"), ("Bins__orders__Raw", "false"));
        using var document = await ReadAsync(web);
        using var client = new HttpClient();
        using var sent = await client.GetAsync(new Uri(web.Echo, "/b/orders"), TestContext.Current.CancellationToken);
        using var list = JsonDocument.Parse(await client.GetStringAsync(new Uri(web.Pages, "/api/bins/orders/requests"), TestContext.Current.CancellationToken));
        var id = list.RootElement.GetProperty("items")[0].GetProperty("id").GetString();
        var paths = document.RootElement.GetProperty("paths").EnumerateObject().ToList();
        Assert.Equal(
            [
                "/", "/alive", "/api/bins", "/api/bins/{bin}", "/api/bins/{bin}/await", "/api/bins/{bin}/live", "/api/bins/{bin}/requests", "/api/bins/{bin}/requests/{id}", "/api/bins/{bin}/requests/{id}/body",
                "/api/bins/{bin}/requests/{id}/compare/{other}", "/api/bins/{bin}/requests/{id}/head", "/api/live", "/api/requests", "/api/sessions", "/api/undo", "/api/undo/{id}", "/health", "/next", "/refused", "/{path}",
            ],
            paths.Select(path => path.Name).Order(StringComparer.Ordinal));
        foreach (var path in paths.Where(path => path.Value.TryGetProperty("get", out _)))
        {
            var server = path.Value.TryGetProperty("servers", out var own) ? web.Echo : web.Pages;
            using var response = await client.GetAsync(new Uri(server, path.Name.Replace("{bin}", "orders", StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal).Replace("{other}", id, StringComparison.Ordinal)), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            var described = path.Value.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content");
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal(described.EnumerateObject().Single().Name, response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task Document_OfARequest_HasAnExampleAndASchemaWithTheMembersOfAnAnswer()
    {
        await using var web = await WebProcess.StartAsync(("Access__Anonymous", "true"), ("Bins__orders__Raw", "false"));
        using var document = await ReadAsync(web);
        using var client = new HttpClient { DefaultRequestHeaders = { { "X-GitHub-Event", "push" } } };
        using var sent = await client.GetAsync(new Uri(web.Echo, "/b/orders"), TestContext.Current.CancellationToken);
        using var list = JsonDocument.Parse(await client.GetStringAsync(new Uri(web.Pages, "/api/bins/orders/requests"), TestContext.Current.CancellationToken));
        var item = list.RootElement.GetProperty("items")[0];
        using var request = JsonDocument.Parse(await client.GetStringAsync(new Uri(web.Pages, $"/api/bins/orders/requests/{item.GetProperty("id")}"), TestContext.Current.CancellationToken));

        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        foreach (var (answer, schema, operation) in ((JsonElement, string, string)[])
            [(item, "RequestItem", "patch"), (request.RootElement, "RequestView", "get")])
        {
            var example = document.RootElement.GetProperty("paths").GetProperty("/api/bins/{bin}/requests/{id}").GetProperty(operation).GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("example");
            Assert.Equal(Names(answer), Names(example));
            Assert.Equal(Names(answer), Names(schemas.GetProperty(schema).GetProperty("properties")));
            Assert.Equal(Names(answer.GetProperty("provider")), Names(example.GetProperty("provider")));
            Assert.Equal(Names(answer.GetProperty("provider")), Names(schemas.GetProperty("Provider").GetProperty("properties")));
        }

        static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);
    }

    [Fact]
    public async Task Document_OfTheApi_AsksForTheTokenThereAlone()
    {
        await using var web = await WebProcess.StartAsync();
        using var document = await ReadAsync(web);

        var scheme = document.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("token");
        Assert.Equal(("http", "bearer"), (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("responses", out _)))
            {
                var isAsked = operation.Value.TryGetProperty("security", out var security) && security[0].TryGetProperty("token", out _);
                Assert.Equal((path.Name, operation.Name, path.Name.StartsWith("/api/", StringComparison.Ordinal)), (path.Name, operation.Name, isAsked));
            }
        }
    }

    [Fact]
    public async Task Document_OfTheEcho_DescribesEveryMemberOfAnAnswer()
    {
        await using var web = await WebProcess.StartAsync();
        using var document = await ReadAsync(web);
        using var client = new HttpClient();
        using var form = new MultipartFormDataContent { { new StringContent("1"), "a" }, { new ByteArrayContent([1, 2, 3]), "f", "f.bin" } };
        using var brokenGzip = new ByteArrayContent([31, 139, 8, 0]) { Headers = { { "Content-Encoding", "gzip" } } };

        var schema = document.RootElement.GetProperty("paths").GetProperty("/{path}").GetProperty("post").GetProperty("responses")
            .GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        foreach (var content in new HttpContent[] { form, brokenGzip })
        {
            using var response = await client.PostAsync(new Uri(web.Echo, "/?raw"), content, TestContext.Current.CancellationToken);
            using var echo = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            AssertDescribes(schema, echo.RootElement, "answer");
        }
    }

    /// <summary>Values are of the types described; objects have what is required and nothing that is not described, all the way down.</summary>
    private static void AssertDescribes(JsonElement schema, JsonElement value, string where)
    {
        if (schema.TryGetProperty("type", out var types))
        {
            var allowed = types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Select(type => type.GetString()) : [types.GetString()];
            Assert.True(allowed.Contains(TypeOf(value)), $"{where} is a {TypeOf(value)}, which is not described.");
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            Assert.All(value.EnumerateArray(), item => AssertDescribes(items, item, where + "[]"));
        }

        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out var members))
        {
            return;
        }

        Assert.All(schema.GetProperty("required").EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{where}.{name}"));
        foreach (var member in value.EnumerateObject())
        {
            Assert.True(members.TryGetProperty(member.Name, out var described), $"{where}.{member.Name} is not described.");
            AssertDescribes(described, member.Value, $"{where}.{member.Name}");
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static async Task<JsonDocument> ReadAsync(WebProcess web)
    {
        using var client = new HttpClient();
        return JsonDocument.Parse(await client.GetStringAsync(new Uri(web.Pages, "/openapi/v1.json"), TestContext.Current.CancellationToken));
    }
}
