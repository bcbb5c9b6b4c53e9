using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Deployment;
using EchoApp.Tests.Publishing.Images;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Publishing.Docker;

public sealed class PrepareTests : IDisposable
{
    private const string Prepare = "prepare-compose";

    private readonly PipelineApplication _application = new();

    [Fact]
    public async Task Prepare_WritesTheValuesForTheirOwnerAlone()
    {
        await _application.RunAsync(Declare(), Prepare, "--Parameters:given=a b");

        var text = _application.Read(".env.Production");
        Assert.Matches("^# Bind mount source for box:/conf\nBOX_BINDMOUNT_0=[^\n]*/conf\n\n# Parameter generated\nGENERATED=[A-Za-z0-9]{30}\n\n# Parameter given\nGIVEN='a b'\n\n$", text);
        Assert.Equal([".env", ".env.Production", "docker-compose.yaml"], _application.Files());
        Assert.Contains("GIVEN=\n", _application.Read(".env"), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_application.PathOf(".env.Production")));
        }
    }

    [Fact]
    public async Task Prepare_Again_UsesGeneratedValuesAgain()
    {
        await _application.RunAsync(Declare(), Prepare, "--Parameters:given=one");
        var first = _application.Read(".env.Production");

        await _application.RunAsync(Declare(), Prepare, "--Parameters:given=two");

        Assert.Equal(first.Replace("GIVEN=one", "GIVEN=two", StringComparison.Ordinal), _application.Read(".env.Production"));
    }

    [Fact]
    public async Task Prepare_WithAConfiguredValue_PrefersItToTheOneOfBefore()
    {
        await _application.RunAsync(Declare(), Prepare, "--Parameters:given=one");
        await _application.RunAsync(Declare(), Prepare, "--Parameters:given=one", "--Parameters:generated=mine");

        Assert.Contains("GENERATED=mine\n", _application.Read(".env.Production"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_OfAValueThatWasGivenBefore_DoesNotAskForItAgain()
    {
        await _application.RunAsync(Declare("given-key"), Prepare, "--Parameters:given-key=it's");
        await _application.RunAsync(Declare("given-key"), Prepare);

        Assert.Contains("GIVEN_KEY=\"it's\"\n", _application.Read(".env.Production"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_OfAnotherEnvironment_HasAFileOfItsOwn()
    {
        await _application.RunAsync(Declare(), Prepare, "--Parameters:given=one");
        await _application.RunAsync(Declare(), Prepare, "--Parameters:given=two", "--environment", "Staging");

        Assert.Contains("GIVEN=one\n", _application.Read(".env.Production"), StringComparison.Ordinal);
        Assert.Contains("GIVEN=two\n", _application.Read(".env.Staging"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_WithoutAValue_FailsAndNamesWhatIsMissing()
    {
        var failure = await _application.FailAsync(Declare("given-key"), Prepare);

        Assert.Equal(
            "prepare-compose failed: Parameter resource could not be used because configuration key 'Parameters:given-key' is missing and the Parameter has no default value.",
            failure.Message);
        Assert.DoesNotContain(".env.Production", _application.Files());
    }

    [Fact]
    public async Task Prepare_OfAChangedDefault_TakesTheNewOne()
    {
        static Action<IDistributedApplicationBuilder> With(string value) => builder =>
        {
            builder.AddDockerComposeEnvironment("compose");
            builder.CheckDeployments();
            builder.AddContainer("box", "x").WithEnvironment("A", builder.AddParameter("a", value)).WithEnvironment("B", builder.AddParameter("b", value, publishValueAsDefault: true));
        };

        await _application.RunAsync(With("one"), Prepare);
        await _application.RunAsync(With("two"), Prepare);

        Assert.Equal("# Parameter a\nA=two\n\n# Parameter b\nB=two\n\n", _application.Read(".env.Production"));
    }

    [Fact]
    public async Task Prepare_OfAProject_NamesItsImage()
    {
        await _application.RunAsync(
            builder =>
            {
                builder.Services.AddSingleton<IContainerRuntimeResolver>(new FakeEngineResolver(new FakeEngine("engine"))).AddSingleton<IResourceContainerImageManager>(new FakeImages([]));
                builder.AddDockerComposeEnvironment("compose").ConfigureEnvFile(variables => variables["WEB_PORT"].DefaultValue = "8081");
                builder.AddProject("web", "web/web.csproj", launchProfileName: null).WithHttpEndpoint();
            }, Prepare);

        // Aspire's tag for what is deployed.
        Assert.Matches("^# Container image name for web\nWEB_IMAGE=web:aspire-deploy-[0-9]{14}\n\n# Default container port for web\nWEB_PORT=8081\n\n$", _application.Read(".env.Production"));
    }

    public void Dispose() => _application.Dispose();

    private static Action<IDistributedApplicationBuilder> Declare(string given = "given") => builder =>
    {
        builder.AddDockerComposeEnvironment("compose");
        builder.CheckDeployments();
        builder.AddContainer("box", "x").WithBindMount("conf", "/conf")
            .WithEnvironment("A", builder.AddParameter(given))
            .WithEnvironment("B", builder.AddParameter("generated", new GenerateParameterDefault { MinLength = 30, Special = false }, secret: true));
    };
}
