using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.Hosting.Pipelines;
using Xunit;

namespace EchoApp.Tests.Hosting.Publishing.Manifest;

public sealed class ManifestTests : IDisposable
{
    private readonly PipelineApplication _application = new();

    [Fact]
    public async Task Publish_OfAContainer_WritesItsMembersInOrder()
    {
        var container = await ResourceAsync("box", builder => builder.AddContainer("box", "box", "1").WithEntrypoint("/run").WithArgs("--a")
            .WithBindMount("conf", "/conf", isReadOnly: true).WithVolume("/tmp/data").WithVolume("data", "/data")
            .WithEnvironment("A", "it's").WithHttpEndpoint(port: 8080, targetPort: 80).WithHttpEndpoint(port: 90, name: "own").WithExternalHttpEndpoints());

        Assert.Equal("""
            {
              "type": "container.v0",
              "image": "box:1",
              "entrypoint": "/run",
              "args": [
                "--a"
              ],
              "bindMounts": [
                {
                  "source": "../conf",
                  "target": "/conf",
                  "readOnly": true
                }
              ],
              "volumes": [
                {
                  "target": "/tmp/data",
                  "readOnly": false
                },
                {
                  "name": "data",
                  "target": "/data",
                  "readOnly": false
                }
              ],
              "env": {
                "A": "it\u0027s"
              },
              "bindings": {
                "http": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "port": 8080,
                  "targetPort": 80,
                  "external": true
                },
                "own": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http",
                  "targetPort": 90,
                  "external": true
                }
              }
            }
            """, container);
    }

    [Fact]
    public async Task Publish_OfAProject_LeavesItsPortToTheDeployment()
    {
        var project = await ResourceAsync("web", builder => builder.AddProject("web", "web/web.csproj", launchProfileName: null)
            .WithHttpEndpoint().WithEnvironment("SELF", builder.AddConnectionString("given")));

        Assert.Equal("""
            {
              "type": "project.v0",
              "path": "../web/web.csproj",
              "env": {
                "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY": "in_memory",
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "true",
                "HTTP_PORTS": "{web.bindings.http.targetPort}",
                "SELF": "{given.connectionString}"
              },
              "bindings": {
                "http": {
                  "scheme": "http",
                  "protocol": "tcp",
                  "transport": "http"
                }
              }
            }
            """, project);
    }

    [Fact]
    public async Task Publish_OfAnExecutable_WritesWhereAndWhat()
    {
        var program = await ResourceAsync("program", builder => builder.AddExecutable("program", "node", "app", "server.js"));

        Assert.Equal("""
            {
              "type": "executable.v0",
              "workingDirectory": "../app",
              "command": "node",
              "args": [
                "server.js"
              ]
            }
            """, program);
    }

    [Theory]
    [InlineData("plain", """{"type":"parameter.v0","value":"{plain.inputs.value}","inputs":{"value":{"type":"string"}}}""")]
    [InlineData("secret", """{"type":"parameter.v0","value":"{secret.inputs.value}","inputs":{"value":{"type":"string","secret":true}}}""")]
    [InlineData("shown", """{"type":"parameter.v0","value":"{shown.inputs.value}","inputs":{"value":{"type":"string","default":{"value":"v"}}}}""")]
    [InlineData("hidden", """{"type":"parameter.v0","value":"{hidden.inputs.value}","inputs":{"value":{"type":"string"}}}""")]
    [InlineData("made", """{"type":"parameter.v0","value":"{made.inputs.value}","inputs":{"value":{"type":"string","default":{"generate":{"minLength":8,"upper":false,"minNumeric":2}}}}}""")]
    [InlineData("given", """{"type":"parameter.v0","connectionString":"{given.value}","value":"{given.inputs.value}","inputs":{"value":{"type":"string","secret":true}}}""")]
    [InlineData("built", """{"type":"value.v0","connectionString":"key={plain.value}"}""")]
    public async Task Publish_OfValues_SaysHowTheyAreGiven(string name, string expected)
    {
        var resource = await ResourceAsync(name, builder =>
        {
            var plain = builder.AddParameter("plain");
            builder.AddParameter("secret", secret: true);
            builder.AddParameter("shown", "v", publishValueAsDefault: true);
            builder.AddParameter("hidden", "v");
            builder.AddParameter("made", new GenerateParameterDefault { MinLength = 8, Upper = false, MinNumeric = 2 });
            builder.AddConnectionString("given");
            builder.AddConnectionString("built", ReferenceExpression.Create($"key={plain}"));
        });

        Assert.Equal(expected, JsonNode.Parse(resource)!.ToJsonString());
    }

    [Fact]
    public async Task Publish_OfAParameterInAnotherForm_HasAnEntryForThat()
    {
        var encoded = await ResourceAsync("key-uri-encoded-1", builder =>
        {
            var key = builder.AddParameter("key");
            builder.AddParameter("key-uri-encoded");
            builder.AddContainer("box", "x").WithEnvironment("URL", ReferenceExpression.Create($"http://{key.Resource:uri}@{key}"));
        });

        Assert.Equal("""{"type":"annotated.string","value":"{key.value}","filter":"uri"}""", JsonNode.Parse(encoded)!.ToJsonString());
        Assert.Contains("\"URL\": \"http://{key-uri-encoded-1.value}@{key.value}\"", _application.Read("aspire-manifest.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_WithAnEnvironment_AddsTheDashboardThatIsReferredTo()
    {
        await _application.RunAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose");
                builder.AddProject("web", "web/web.csproj", launchProfileName: null);
            }, "--publisher", "manifest", "--output-path", _application.PathOf("m.json"));

        var resources = JsonNode.Parse(_application.Read("m.json"))!["resources"]!.AsObject();
        Assert.Equal(["compose", "web", "compose-dashboard"], resources.Select(resource => resource.Key));
        Assert.Equal("This resource does not support generation in the manifest.", (string?)resources["compose"]!["error"]);
        Assert.Equal("project.v1", (string?)resources["web"]!["type"]);
        Assert.Equal("{compose-dashboard.bindings.otlp-grpc.url}", (string?)resources["web"]!["env"]!["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("container.v1", (string?)resources["compose-dashboard"]!["type"]);
        Assert.Equal(["m.json"], _application.Files());
    }

    [Fact]
    public async Task Publish_OfAModelWithAMistake_WritesNothing()
    {
        await _application.FailAsync(
            builder =>
            {
                var box = builder.AddContainer("box", "x");
                box.WithEnvironment("URL", box.GetEndpoint("missing"));
            }, "do", "publish-manifest");

        Assert.Empty(_application.Files());
    }

    public void Dispose() => _application.Dispose();

    private async Task<string> ResourceAsync(string name, Action<IDistributedApplicationBuilder> declare)
    {
        await _application.RunAsync(declare, "do", "publish-manifest");
        var manifest = _application.Read("aspire-manifest.json");
        var lines = manifest.Split('\n').SkipWhile(line => line != $"    \"{name}\": {{").Skip(1).TakeWhile(line => !line.StartsWith("    }", StringComparison.Ordinal));
        return $"{{\n{string.Join('\n', lines.Select(line => line[4..]))}\n}}";
    }
}
