using System.Net;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Resources;

public sealed class ResourcesApiTests
{
    private const string Secret = "s3cret&value";

    private static readonly string[] _members =
    [
        "id", "name", "displayName", "type", "state", "stateStyle", "health", "healthReports", "createdAt", "startedAt", "stoppedAt", "exitCode", "failure",
        "source", "urls", "environment", "properties", "volumes", "relationships", "commands", "isHidden", "hasLife", "telemetry",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resources_AreAllInstancesInTheOrderOfTheModel()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            builder.AddExecutable("zebra", "/usr/bin/zebra", ".");
            builder.AddProject<BuiltProject>("web").WithReplicas(2);
            builder.AddParameter("greeting", "hello");
        });
        await dashboard.Application.StateAsync("greeting", "Running");

        var answer = await dashboard.GetAsync("/api/resources");
        var resources = answer.GetProperty("resources").EnumerateArray().ToArray();

        Assert.Equal(["zebra", "web", "web", "greeting"], resources.Select(resource => Text(resource, "name")));
        Assert.Equal(["Executable", "Project", "Project", "Parameter"], resources.Select(resource => Text(resource, "type")));
        Assert.Equal("zebra", Text(resources[0], "displayName"));
        Assert.Equal(Text(resources[1], "id"), Text(resources[1], "displayName"));
        Assert.NotEqual(Text(resources[1], "id"), Text(resources[2], "id"));
        Assert.Equal([true, true, true, false], resources.Select(resource => resource.GetProperty("hasLife").GetBoolean()));
        Assert.Equal("EchoApp.Tests", Text(answer, "application"));
        Assert.Matches(@"^\d+\.\d+\.\d+", Text(answer, "version"));
        Assert.Matches("^[0-9a-f]{12}$", Text(answer, "run"));
    }

    [Fact]
    public async Task Resource_HasEveryMemberOfTheContract()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            var job = builder.AddExecutable("job", "/opt/job", ".").WithHttpEndpoint(name: "web", env: "PORT").WithEnvironment("COLOUR", "blue")
                .WithUrlForEndpoint("web", url => url.DisplayText = "Here");
            builder.AddExecutable("other", "other", ".").WaitFor(job);
        });
        await dashboard.Application.StateAsync("job", "Running");

        var resource = await dashboard.GetAsync("/api/resources/job");

        Assert.Equal(_members, resource.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Running", Text(resource, "state"));
        Assert.Equal("success", Text(resource, "stateStyle"));
        Assert.Equal("Healthy", Text(resource, "health"));
        Assert.EndsWith("Z", resource.GetProperty("startedAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, resource.GetProperty("stoppedAt").ValueKind);
        Assert.Equal("job", Text(resource.GetProperty("source"), "text"));
        Assert.Equal("/opt/job", Text(resource.GetProperty("source"), "full"));
        var url = Assert.Single(resource.GetProperty("urls").EnumerateArray());
        Assert.Equal("Here", Text(url, "text"));
        Assert.False(url.GetProperty("isInactive").GetBoolean());
        Assert.Equal("blue", Text(Named(resource, "environment", "COLOUR"), "value"));
        Assert.Equal("4711", Text(Named(resource, "properties", "executable.pid"), "value"));
        Assert.Equal("Enabled", Text(Named(resource, "commands", "stop"), "state"));
        Assert.Equal(0, resource.GetProperty("telemetry").GetProperty("errors").GetInt32());
        var relationship = (await dashboard.GetAsync("/api/resources/other")).GetProperty("relationships").EnumerateArray().Single();
        Assert.Equal("job", Text(relationship, "resource"));
        Assert.Equal("WaitFor", Text(relationship, "type"));
    }

    [Fact]
    public async Task Resource_IsFoundByItsIdToo()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var id = dashboard.Application.Notifications.Latest("job").Single().ResourceId;

        Assert.Equal(id, Text(await dashboard.GetAsync($"/api/resources/{id}"), "id"));
        Assert.Equal(id, Text(await dashboard.GetAsync("/api/resources/JOB"), "id"));
    }

    [Theory]
    [InlineData("jop", "There is no resource 'jop'. Did you mean 'job'?")]
    [InlineData("something-else", "There is no resource 'something-else'. There are 'job'.")]
    public async Task UnknownResource_Is404WithTheNearestName(string name, string detail)
    {
        await using var dashboard = await TestDashboard.StartAsync();
        foreach (var path in new[] { "", "/environment/A", "/properties/A" })
        {
            using var response = await dashboard.Known.GetAsync($"/api/resources/{name}{path}", Cancellation);
            Assert.Equal(detail, await TestDashboard.ProblemAsync(response, HttpStatusCode.NotFound));
        }
    }

    [Fact]
    public async Task FailedResource_SaysWhyAndKeepsItOutOfTheProperties()
    {
        await using var dashboard = await TestDashboard.StartAsync(Failing);
        await dashboard.Application.StateAsync("job", "FailedToStart");

        var resource = await dashboard.GetAsync("/api/resources/job");

        Assert.Equal("It cannot start with ••••••.", Text(resource, "failure"));
        Assert.DoesNotContain(resource.GetProperty("properties").EnumerateArray(), property => Text(property, "name") == "resource.failureReason");
        Assert.Equal("error", Text(resource, "stateStyle"));
    }

    [Theory]
    [InlineData("CONNECTION", "Host=h;Password=" + Secret, true)]
    [InlineData("URL", "postgres://u:s3cret%26value@h", true)]
    [InlineData("OTEL_HEADERS", "x-otlp-api-key=the-key", true)]
    [InlineData("DB_PASSWORD", "literal", true)]
    [InlineData("dbPwd", "literal", true)]
    [InlineData("MY_SECRET", "literal", true)]
    [InlineData("access_token", "literal", true)]
    [InlineData("ApiKey", "literal", true)]
    [InlineData("SOME_API_KEY", "literal", true)]
    [InlineData("CREDENTIALS", "literal", true)]
    [InlineData("PWD", Secret, true)]
    [InlineData("PWD", "/app", false)]
    [InlineData("OLDPWD", "/", false)]
    [InlineData("COLOUR", "blue", false)]
    [InlineData("EMPTY_PASSWORD", "", false)]
    public async Task SecretVariable_IsInNoAnswerButItsOwn(string name, string value, bool isSecret)
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            builder.Configuration["Parameters:key"] = Secret;
            builder.AddParameter("key", secret: true);
            builder.AddExecutable("job", "job", ".").WithEnvironment(name, value);
        });
        await dashboard.Application.StateAsync("job", "Running");

        var variable = Named(await dashboard.GetAsync("/api/resources/job"), "environment", name);
        var all = await dashboard.Known.GetStringAsync("/api/resources", Cancellation);
        using var alone = await dashboard.Known.GetAsync($"/api/resources/job/environment/{name}", Cancellation);

        Assert.Equal(isSecret, variable.GetProperty("isSecret").GetBoolean());
        Assert.Equal(isSecret ? null : value, variable.GetProperty("value").GetString());
        Assert.Equal(!isSecret, value.Length == 0 || all.Contains(JsonEncodedText.Encode(value).Value, StringComparison.Ordinal));
        Assert.Equal(value, Text(await TestDashboard.JsonAsync(alone), "value"));
        Assert.Equal("no-store", alone.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Secret_InAUrlOrAVolume_IsTakenOut()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            builder.Configuration["Parameters:key"] = Secret;
            builder.AddParameter("key", secret: true);
            builder.AddExecutable("job", "job", ".").WithUrl("http://localhost/?key=s3cret%26value").WithUrl("http://localhost/other", "With " + Secret);
        });
        await dashboard.Application.StateAsync("job", "Running");
        await dashboard.Application.Notifications.PublishUpdateAsync(
            dashboard.Application.Notifications.Latest("job").Single().Resource,
            dashboard.Application.Notifications.Latest("job").Single().ResourceId,
            snapshot => snapshot with { Volumes = [new VolumeSnapshot("/data/" + Secret, "/data", "bind", IsReadOnly: false)] });

        var resource = await dashboard.GetAsync("/api/resources/job");
        var urls = resource.GetProperty("urls").EnumerateArray().ToArray();

        Assert.Equal(["http://localhost/?key=••••••", "http://localhost/other"], urls.Select(url => Text(url, "url")).Order(StringComparer.Ordinal));
        Assert.Equal(["With ••••••", "http://localhost/?key=••••••"], urls.Select(url => Text(url, "text")).Order(StringComparer.Ordinal));
        Assert.Equal("/data/••••••", Text(Assert.Single(resource.GetProperty("volumes").EnumerateArray()), "source"));
    }

    [Fact]
    public async Task SecretParameter_IsShownOnlyWhenAskedFor()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            builder.Configuration["Parameters:key"] = Secret;
            builder.AddParameter("key", secret: true);
            builder.AddParameter("greeting", "hello");
            builder.AddExecutable("job", "job", ".");
        });
        await dashboard.Application.StateAsync("key", "Running");
        await dashboard.Application.StateAsync("greeting", "Running");

        var property = Named(await dashboard.GetAsync("/api/resources/key"), "properties", "Value");

        Assert.True(property.GetProperty("isSecret").GetBoolean());
        Assert.Equal(JsonValueKind.Null, property.GetProperty("value").ValueKind);
        Assert.Equal(Secret, Text(await dashboard.GetAsync("/api/resources/key/properties/Value"), "value"));
        Assert.Equal("hello", Text(Named(await dashboard.GetAsync("/api/resources/greeting"), "properties", "Value"), "value"));
    }

    [Fact]
    public async Task ShortSecret_MasksWhatIsEqualAndNotWhatHoldsItByChance()
    {
        await using var dashboard = await TestDashboard.StartAsync(builder =>
        {
            builder.Configuration["Parameters:key"] = "a";
            builder.AddParameter("key", secret: true);
            builder.AddExecutable("job", "job", ".").WithEnvironment("ONE", "a").WithEnvironment("OTHER", "banana");
        });
        await dashboard.Application.StateAsync("job", "Running");

        var resource = await dashboard.GetAsync("/api/resources/job");

        Assert.True(Named(resource, "environment", "ONE").GetProperty("isSecret").GetBoolean());
        Assert.False(Named(resource, "environment", "OTHER").GetProperty("isSecret").GetBoolean());
    }

    [Theory]
    [InlineData("/api/resources/job/environment/NOTHING", "'job' has no environment variable 'NOTHING'.")]
    [InlineData("/api/resources/job/properties/nothing", "'job' has no property 'nothing'.")]
    public async Task UnknownValue_Is404(string path, string detail)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.Known.GetAsync(path, Cancellation);

        Assert.Equal(detail, await TestDashboard.ProblemAsync(response, HttpStatusCode.NotFound));
    }

    private static void Failing(IDistributedApplicationBuilder builder)
    {
        builder.Configuration["Parameters:key"] = Secret;
        builder.AddParameter("key", secret: true);
        builder.AddExecutable("job", "job", ".");
        var launcher = (FakeLauncher)builder.Services.Last(service => service.ServiceType.Name == "IResourceLauncher").ImplementationInstance!;
        launcher.OnStart["job"] = _ => throw new DistributedApplicationException($"It cannot start with {Secret}.");
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private static JsonElement Named(JsonElement resource, string member, string name) =>
        resource.GetProperty(member).EnumerateArray().Single(element => Text(element, "name") == name);
}
