using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Projects;
using EchoApp.Tests.Hosting.Engine;
using Xunit;

namespace EchoApp.Tests.Hosting.Projects;

public sealed class LaunchProfileTests
{
    [Fact]
    public void Profile_NotNamed_IsTheFirstThatStartsTheProject()
    {
        var web = TestBuilder.Create().AddProject<ProfiledProject>("web");

        Assert.Equal(["http"], Endpoints(web));
    }

    [Fact]
    public void Profile_NamedAsTheAppHosts_IsThatOne()
    {
        var web = TestBuilder.Create("--AppHost:DefaultLaunchProfileName=secure").AddProject<ProfiledProject>("web");

        Assert.Equal(["https", "http", "http2"], Endpoints(web));
    }

    [Fact]
    public void Profile_Named_IsThatOne() => Assert.Equal(["https", "http", "http2"], Endpoints(TestBuilder.Create().AddProject<ProfiledProject>("web", "secure")));

    [Fact]
    public void Profile_OfNull_IsNone() => Assert.Empty(Endpoints(TestBuilder.Create().AddProject<ProfiledProject>("web", launchProfileName: null)));

    [Fact]
    public void Profile_Excluded_IsNone() =>
        Assert.Empty(Endpoints(TestBuilder.Create().AddProject<ProfiledProject>("web", options => options.ExcludeLaunchProfile = true)));

    [Fact]
    public void Profile_ThatIsNotThere_IsNamedWithThoseThereAre()
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => TestBuilder.Create().AddProject<ProfiledProject>("web", "secret"));

        Assert.EndsWith("has no launch profile 'secret'. It has 'iis', 'plain', 'secure'.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Profile_WithAPort_IsTheEndpointsPort()
    {
        var web = TestBuilder.Create().AddProject<ProfiledProject>("web", "secure");

        Assert.Equal([7001, 5001, null], web.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Port));
    }

    [Fact]
    public async Task Profile_OfARunningProject_GivesVariablesWhereNothingElseDoesArgumentsAndTheLink()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddProject<ProfiledProject>("web").WithEnvironment("OVERRIDDEN", "by the model").WithArgs("last"));

        var spec = (await application.Launcher.InstanceAsync("web")).Spec;
        var url = Assert.Single(application.Now("web").Urls).Url;

        Assert.Equal("Development", spec.Environment["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("by the model", spec.Environment["OVERRIDDEN"]);
        Assert.Equal("plain", spec.Environment["DOTNET_LAUNCH_PROFILE"]);
        Assert.Equal(["--colour", "light blue", "last"], spec.Args.SkipWhile(arg => arg != "--colour"));
        Assert.Matches("^http://localhost:[0-9]+/next$", url);
    }

    [Fact]
    public async Task Project_Running_IsToldItsUrlsOfTargetPortsWithoutAVariableOfTheirOwn()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddProject<BuiltProject>("web")
            .WithHttpEndpoint(name: "one").WithHttpEndpoint(name: "two").WithHttpEndpoint(name: "own", env: "OWN_PORT").WithEndpoint(name: "raw"));

        var environment = (await application.Launcher.InstanceAsync("web")).Spec.Environment;

        Assert.Matches("^http://localhost:[0-9]+;http://localhost:[0-9]+$", environment["ASPNETCORE_URLS"]);
        Assert.DoesNotContain($":{environment["OWN_PORT"]}", environment["ASPNETCORE_URLS"], StringComparison.Ordinal);
        Assert.DoesNotContain(new Uri(application.Now("web").Urls[0].Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), environment["ASPNETCORE_URLS"], StringComparison.Ordinal);
        Assert.Equal("simple", environment["LOGGING__CONSOLE__FORMATTERNAME"]);
        Assert.DoesNotContain("DOTNET_LAUNCH_PROFILE", environment.Keys);
    }

    [Fact]
    public async Task Project_Running_IsStartedDirectlyInItsDirectoryWithTheParentsPipe()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddProject<BuiltProject>("web"));

        var spec = Assert.IsType<EchoApp.Hosting.Engine.Specs.ProcessSpec>((await application.Launcher.InstanceAsync("web")).Spec);

        Assert.Equal(Path.ChangeExtension(new BuiltProject().TargetPath, null), spec.Command);
        Assert.Equal(Path.GetDirectoryName(new BuiltProject().ProjectPath), spec.WorkingDirectory);
        Assert.True(spec.HoldsParentPipe);
    }

    [Fact]
    public void Settings_OfAProjectFile_AreReadFromBesideIt()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("Api/Api.csproj", "<Project />");
        directory.Write("Api/Properties/launchSettings.json", """
            { // a comment
              "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://*:8123", } },
            }
            """);

        var api = TestBuilder.Create(directory.Path, []).AddProject("api", "Api/Api.csproj");

        Assert.Equal([8123], api.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Port!.Value));
        Assert.Equal(path, api.Resource.GetProjectMetadata().ProjectPath);
    }

    [Fact]
    public void Settings_ThatAreBroken_AreNamed()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("Api.csproj", "<Project />");
        var settings = directory.Write("Properties/launchSettings.json", "{ broken");

        var exception = Assert.Throws<DistributedApplicationException>(() => TestBuilder.Create(directory.Path, []).AddProject("api", "Api.csproj"));

        Assert.StartsWith($"The launch settings {settings} are not valid: ", exception.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Endpoints(IResourceBuilder<ProjectResource> project) =>
        project.Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Name);

    private sealed class ProfiledProject : IBuiltProject
    {
        public string ProjectPath => typeof(ProfiledProject).Assembly.Location;

        public string TargetPath => typeof(ProfiledProject).Assembly.Location;

        public LaunchSettings? LaunchSettings { get; } = new()
        {
            Profiles =
            {
                ["iis"] = new LaunchProfile { CommandName = "IISExpress" },
                ["plain"] = new LaunchProfile
                {
                    CommandName = "Project",
                    ApplicationUrl = "http://localhost:0",
                    LaunchUrl = "next",
                    CommandLineArgs = "--colour \"light blue\"",
                    EnvironmentVariables = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["OVERRIDDEN"] = "by the profile" },
                },
                ["secure"] = new LaunchProfile { CommandName = "Project", ApplicationUrl = "https://localhost:7001;http://localhost:5001; http://localhost:0" },
            },
        };
    }
}
