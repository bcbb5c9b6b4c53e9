using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.Hosting.Engine;
using Xunit;

namespace EchoApp.Tests.Hosting.Extensions;

/// <summary>What a resource is started with, as its launcher sees it.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public async Task WithEnvironment_OfEveryKind_HasItsValue()
    {
        var variables = await VariablesAsync((builder, job) =>
        {
            var colour = builder.AddParameter("colour", "blue");
            job.WithHttpEndpoint(name: "echo", isProxied: false)
                .WithEnvironment("TEXT", "text").WithEnvironment("NOTHING", (string?)null).WithEnvironment("ASKED", () => "asked")
                .WithEnvironment("PARAMETER", colour).WithEnvironment("HANDLER", $"<{colour}>")
                .WithEnvironment("EXPRESSION", ReferenceExpression.Create($"[{colour}]"))
                .WithEnvironment("PORT", job.GetEndpoint("echo").Property(EndpointProperty.Port))
                .WithEnvironment("URL", job.GetEndpoint("echo"))
                .WithEnvironment(context => context.EnvironmentVariables["CALLBACK"] = colour)
                .WithEnvironment(async context =>
                {
                    await Task.Yield();
                    context.EnvironmentVariables["LATER"] = $"{context.EnvironmentVariables["TEXT"]} of {context.Resource.Name}";
                });
        });

        Assert.Equal("text", variables["TEXT"]);
        Assert.Equal("", variables["NOTHING"]);
        Assert.Equal("asked", variables["ASKED"]);
        Assert.Equal("blue", variables["PARAMETER"]);
        Assert.Equal("<blue>", variables["HANDLER"]);
        Assert.Equal("[blue]", variables["EXPRESSION"]);
        Assert.Equal("blue", variables["CALLBACK"]);
        Assert.Equal("text of job", variables["LATER"]);
        Assert.Equal($"http://localhost:{variables["PORT"]}", variables["URL"]);
    }

    [Fact]
    public async Task WithEnvironment_OfOneNameTwice_TakesTheLast()
    {
        var variables = await VariablesAsync((_, job) => job.WithEnvironment("X", "1").WithEnvironment("X", () => "2")
            .WithEnvironment(context => context.EnvironmentVariables.Remove("Y")).WithEnvironment("Y", "kept")
            .WithEnvironment("Z", "gone").WithEnvironment(context => context.EnvironmentVariables.Remove("Z")));

        Assert.Equal("2", variables["X"]);
        Assert.Equal("kept", variables["Y"]);
        Assert.DoesNotContain("Z", variables.Keys);
    }

    [Fact]
    public async Task WithReference_ToAnEndpoint_GivesBothVariables()
    {
        var variables = await VariablesAsync((builder, job) =>
        {
            var api = builder.AddExecutable("my-api", "api", ".").WithHttpEndpoint(isProxied: false).WithHttpEndpoint(name: "admin", isProxied: false);
            job.WithReference(api.GetEndpoint("http")).WithReference(api.GetEndpoint("admin"));
        });

        Assert.Matches("^http://localhost:[0-9]+$", variables["services__my-api__http__0"]);
        Assert.Equal(variables["services__my-api__http__0"], variables["MY_API_HTTP"]);
        Assert.Matches("^http://localhost:[0-9]+$", variables["services__my-api__admin__0"]);
        Assert.Equal(variables["services__my-api__admin__0"], variables["MY_API_ADMIN"]);
    }

    [Fact]
    public async Task WithReference_ToOneEndpointTwice_GivesItOnce()
    {
        var variables = await VariablesAsync((builder, job) =>
        {
            var api = builder.AddExecutable("api", "api", ".").WithHttpEndpoint(isProxied: false);
            job.WithReference(api.GetEndpoint("http")).WithReference(api.GetEndpoint("http"));
        });

        Assert.DoesNotContain("services__api__http__1", variables.Keys);
    }

    [Fact]
    public async Task WithReference_ToAProject_GivesAllItsEndpoints()
    {
        var variables = await VariablesAsync((builder, job) =>
        {
            var web = builder.AddProject<BuiltProject>("web");
            job.WithReference(web);
            web.WithHttpEndpoint().WithEndpoint(name: "raw");
        });

        Assert.Equal(
            ["WEB_HTTP", "WEB_RAW", "services__web__http__0", "services__web__raw__0"], variables.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WithReference_ToAUrl_GivesItUnderDefault()
    {
        var variables = await VariablesAsync((_, job) => job.WithReference("outside", new Uri("http://example.org")));

        Assert.Equal("http://example.org/", variables["services__outside__default__0"]);
    }

    [Fact]
    public void WithReference_ToAUrlWithAPath_IsRefused() => Assert.Throws<InvalidOperationException>(
        () => TestBuilder.Create().AddExecutable("job", "job", ".").WithReference("outside", new Uri("http://example.org/api")));

    [Fact]
    public async Task WithReference_ToAConnectionString_GivesItUnderItsNameOrAnother()
    {
        var variables = await VariablesAsync((builder, job) =>
        {
            var store = builder.AddConnectionString("store", ReferenceExpression.Create($"Host={builder.AddParameter("host", "h")}"));
            job.WithReference(store).WithReference(store, connectionName: "other");
        });

        Assert.Equal("Host=h", variables["ConnectionStrings__store"]);
        Assert.Equal("Host=h", variables["ConnectionStrings__other"]);
    }

    [Fact]
    public async Task WithReference_ToAConnectionStringOfConfiguration_GivesItInTheVariableThatItNames()
    {
        var variables = await VariablesAsync(
            (builder, job) => job.WithReference(builder.AddConnectionString("store", "STORE_URL")), "--ConnectionStrings:store=Host=x");

        Assert.Equal("Host=x", variables["STORE_URL"]);
    }

    [Fact]
    public async Task WithArgs_OfEveryKind_AreResolvedInOrder()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".", "first")
            .WithArgs("second", builder.AddParameter("colour", "blue")).WithArgs(context => context.Args.Add(ReferenceExpression.Create($"<{"x"}>"))));

        var job = await application.Launcher.InstanceAsync("job");

        Assert.Equal(["first", "second", "blue", "<x>"], job.Spec.Args);
    }

    [Fact]
    public async Task WithWorkingDirectory_AndWithCommand_ReplaceThoseOfTheExecutable()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddExecutable("job", "job", "sub").WithCommand("other").WithWorkingDirectory("elsewhere"));

        var spec = Assert.IsType<EchoApp.Hosting.Engine.Specs.ProcessSpec>((await application.Launcher.InstanceAsync("job")).Spec);

        Assert.Equal("other", spec.Command);
        Assert.Equal(Path.Combine(application.Directory, "elsewhere"), spec.WorkingDirectory);
    }

    private static async Task<IReadOnlyDictionary<string, string>> VariablesAsync(
        Action<IDistributedApplicationBuilder, IResourceBuilder<ExecutableResource>> declare, params string[] args)
    {
        await using var application = await TestApplication.StartAsync(builder => declare(builder, builder.AddExecutable("job", "job", ".")), args: args);
        return (await application.Launcher.InstanceAsync("job")).Spec.Environment;
    }
}
