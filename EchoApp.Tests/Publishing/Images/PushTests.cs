using System.Collections.Concurrent;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Images;
using Xunit;

namespace EchoApp.Tests.Publishing.Images;

/// <summary>What push does with the SDK, the files and the names; the registry is real, the SDK is not.</summary>
public sealed class PushTests(SharedRegistry shared) : IClassFixture<SharedRegistry>, IDisposable
{
    private readonly ImageApplication _application = new();

    private TestRegistry Registry => shared.Registry;

    [Fact]
    public async Task Push_CompilesFirst_ThenHandsTheImageToTheRegistry()
    {
        await _application.RunAsync((builder, web) =>
        {
            builder.AddContainerRegistry("registry", Registry.Endpoint, "team");
            web.WithRemoteImageName("site").WithRemoteImageTag("1.2.3-abc1234");
        }, "push");

        Assert.Equal(2, _application.DotNet.Calls.Count);
        Assert.Equal($"publish {_application.ProjectFile} -c Release -nologo -v minimal -r linux-x64 -p:ContainerRepository=team/site -p:ContainerImageTag=1.2.3-abc1234 insecure=", _application.DotNet.Calls[0]);
        Assert.StartsWith(
            $"publish {_application.ProjectFile} -c Release -nologo -v minimal -r linux-x64 --no-build -t:PublishContainer "
            + $"-p:ContainerRegistry={Registry.Endpoint} -p:ContainerRepository=team/site -p:ContainerImageTag=1.2.3-abc1234 "
            + "-getProperty:GeneratedContainerDigest -getProperty:GeneratedContainerManifest "
            + "-getProperty:PublishAot -getProperty:PublishReadyToRun -getProperty:NativeAotObstacle -getResultOutputFile:",
            _application.DotNet.Calls[1], StringComparison.Ordinal);
        Assert.EndsWith($" insecure={Registry.Endpoint}", _application.DotNet.Calls[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ContainerImageFormat.Oci, "OCI")]
    [InlineData(ContainerImageFormat.Docker, "Docker")]
    public async Task Push_OfAnotherPlatformAndFormat_HandsThemOn(ContainerImageFormat format, string name)
    {
        await _application.RunAsync((builder, web) =>
        {
            builder.AddContainerRegistry("registry", Registry.Endpoint);
            web.WithContainerBuildOptions(options => (options.TargetPlatform, options.ImageFormat) = (ContainerTargetPlatform.LinuxArm64, format));
        }, "push");

        Assert.All(_application.DotNet.Calls, call => Assert.Contains(" -r linux-arm64 ", call, StringComparison.Ordinal));
        Assert.Contains($" -p:ContainerImageFormat={name} ", _application.DotNet.Calls[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_WritesDigestTagCompressedSizeAndForm_AndTellsThem()
    {
        await _application.RunAsync((builder, web) =>
        {
            builder.AddContainerRegistry("registry", Registry.Endpoint);
            web.WithRemoteImageTag("1");
        }, "push");

        Assert.Equal($$"""
            {
              "web": {
                "name": "{{Registry.Endpoint}}/web",
                "tag": "1",
                "digest": "{{FakeDotNet.Digest}}",
                "size": 125,
                "form": "ready-to-run"
              }
            }

            """, _application.Pipeline.Read("images.json"));
        Assert.Equal([$"Pushed: {Registry.Endpoint}/web:1", $"Pushed: {Registry.Endpoint}/web@{FakeDotNet.Digest}"], _application.Pipeline.Report.Summary);
        Assert.Contains("push-web: web is ready-to-run, not native AOT: no compiler is there.", _application.Pipeline.Report.Lines);
    }

    [Theory]
    [InlineData("""{ "PublishAot": "True", "PublishReadyToRun": "", "NativeAotObstacle": "" }""", "native-aot", "")]
    [InlineData("""{ "PublishAot": "false", "PublishReadyToRun": "true", "NativeAotObstacle": "so" }""", "ready-to-run", "so")]
    [InlineData("""{ "PublishAot": "", "PublishReadyToRun": "" }""", "il", "")]
    public void Form_IsThatOfTheSdksProperties(string properties, string name, string obstacle)
    {
        using var json = JsonDocument.Parse(properties);
        Assert.Equal(new PublishedForm(name, obstacle), PublishedForm.Of(json.RootElement));
    }

    [Fact]
    public async Task Push_PinsTheImageInTheEnvironmentFile_AndKeepsWhatElseIsThere()
    {
        Directory.CreateDirectory(_application.Pipeline.PathOf(""));
        File.WriteAllText(_application.Pipeline.PathOf(".env.Production"), "# Mine\nOTHER='a b'\n");

        await _application.RunAsync((builder, _) => builder.AddContainerRegistry("registry", Registry.Endpoint), "push");

        Assert.Equal(
            $"# Mine\nOTHER='a b'\n\n# Container image name for web\nWEB_IMAGE={Registry.Endpoint}/web@{FakeDotNet.Digest}\n\n",
            _application.Pipeline.Read(".env.Production"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_application.Pipeline.PathOf(".env.Production")));
        }
    }

    [Fact]
    public async Task Prepare_WithARegistry_PushesFirst_AndNamesWhatWasPushed()
    {
        await _application.RunAsync((builder, _) => builder.AddContainerRegistry("registry", Registry.Endpoint), "prepare-compose");

        Assert.Equal(2, _application.DotNet.Calls.Count);
        Assert.Equal(
            $"# Container image name for web\nWEB_IMAGE={Registry.Endpoint}/web@{FakeDotNet.Digest}\n\n", _application.Pipeline.Read(".env.Production"));
    }

    [Fact]
    public async Task Push_OfSeveralProjects_HandsOverOneAfterTheOther_AndRecordsAll()
    {
        await _application.RunAsync((builder, web) =>
        {
            builder.AddContainerRegistry("registry", Registry.Endpoint);
            builder.AddProject("My-Api", _application.ProjectFile, launchProfileName: null);
        }, "push");

        Assert.Equal(4, _application.DotNet.Calls.Count);
        Assert.Equal(
            $"# Container image name for My-Api\nMY_API_IMAGE={Registry.Endpoint}/my-api@{FakeDotNet.Digest}\n\n"
            + $"# Container image name for web\nWEB_IMAGE={Registry.Endpoint}/web@{FakeDotNet.Digest}\n\n",
            _application.Pipeline.Read(".env.Production"));
    }

    [Fact]
    public async Task Push_WithSeveralEnvironments_PinsTheImageWhereItsServiceIs()
    {
        await _application.RunAsync((builder, web) =>
        {
            builder.AddContainerRegistry("registry", Registry.Endpoint);
            web.WithComputeEnvironment(builder.AddDockerComposeEnvironment("other").WithDashboard(false));
        }, "push");

        Assert.Contains($"WEB_IMAGE={Registry.Endpoint}/web@{FakeDotNet.Digest}\n", _application.Pipeline.Read("other/.env.Production"), StringComparison.Ordinal);
        Assert.False(File.Exists(_application.Pipeline.PathOf("compose/.env.Production")));
        Assert.Equal(["images.json"], _application.Pipeline.Files());
    }

    [Fact]
    public async Task Push_OverARecordThatIsNone_IsRefused()
    {
        Directory.CreateDirectory(_application.Pipeline.PathOf(""));
        File.WriteAllText(_application.Pipeline.PathOf("images.json"), "[]");

        var failure = await _application.FailAsync((builder, _) => builder.AddContainerRegistry("registry", Registry.Endpoint), "push");

        Assert.StartsWith($"record-images failed: {_application.Pipeline.PathOf("images.json")} is not what push writes: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_ThatTheSdkFails_TellsItsErrorsOnceAndWritesNothing()
    {
        const string error = "/sdk/Microsoft.NET.Build.Containers.targets(255,5): error CONTAINER1013: Failed to push to the output registry: no space left [/home/me/web.csproj]";
        _application.LetDotNetFail("--no-build", $"  web -> /home/me/web.dll\n{error}\n{error}\n");

        var failure = await _application.FailAsync((builder, web) =>
        {
            builder.AddContainerRegistry("registry", Registry.Endpoint);
            web.WithRemoteImageTag("1");
        }, "push");

        Assert.Equal($"push-web failed: {Registry.Endpoint}/web:1 was not pushed: Failed to push to the output registry: no space left (CONTAINER1013)", failure.Message);
        Assert.Empty(_application.Pipeline.Files());
    }

    [Fact]
    public async Task Push_OfCodeThatDoesNotCompile_KeepsThePlaceOfTheError()
    {
        _application.LetDotNetFail("publish", "/home/me/web/Program.cs(3,1): error CS1002: ; expected [/home/me/web/web.csproj]\n");

        var failure = await _application.FailAsync((builder, _) => builder.AddContainerRegistry("registry", Registry.Endpoint), "push");

        Assert.Equal("build-web failed: /home/me/web/Program.cs(3,1): error CS1002: ; expected", failure.Message);
    }

    [Fact]
    public async Task Push_ThatAnExceptionOfTheSdkEnds_LeavesItsStackTraceOut()
    {
        const string place = "/sdk/Microsoft.NET.Build.Containers.targets(255,5): error MSB4018: ";
        _application.LetDotNetFail("--no-build", $"""
            {place}The "CreateNewImage" task failed unexpectedly. [/home/me/web.csproj]
            {place}System.Net.Http.HttpRequestException: Name or service not known (base.invalid:443) [/home/me/web.csproj]
            {place}   at System.Net.Sockets.Socket.Connect() [/home/me/web.csproj]
            {place}   --- End of inner exception stack trace --- [/home/me/web.csproj]

            """);

        var failure = await _application.FailAsync((builder, _) => builder.AddContainerRegistry("registry", Registry.Endpoint), "push");

        Assert.EndsWith(" was not pushed: System.Net.Http.HttpRequestException: Name or service not known (base.invalid:443) (MSB4018)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_ThatFailsWithoutAnError_ShowsTheLastLines()
    {
        _application.LetDotNetFail("--no-build", "one\ntwo\n");

        var failure = await _application.FailAsync((builder, _) => builder.AddContainerRegistry("registry", Registry.Endpoint), "push");

        Assert.EndsWith("dotnet publish failed. Its last lines:\none\ntwo", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Push_WithLogLevelDebug_ShowsWhatTheSdkPrints()
    {
        _application.LetDotNetFail("--no-build", "one\n");

        await _application.FailAsync((builder, _) => builder.AddContainerRegistry("registry", Registry.Endpoint), "push", "--log-level", "debug");

        Assert.Contains("push-web: one", _application.Pipeline.Report.Lines);
    }

    [Theory]
    [InlineData("http://registry.example.com", "", "web", "1", "The registry for the image of 'web' is 'http://registry.example.com', and must be a host")]
    [InlineData("registry.example.com/team", "", "web", "1", "The registry for the image of 'web' is 'registry.example.com/team', and must be a host")]
    [InlineData("localhost:5000", "Team", "web", "1", "The image of 'web' would be named 'Team/web', which no registry takes")]
    [InlineData("localhost:5000", "", "web/", "1", "The image of 'web' would be named 'web/', which no registry takes")]
    [InlineData("localhost:5000", "", "web", "1+2", "The image of 'web' would be tagged '1+2', which no registry takes")]
    public async Task Push_UnderAnImpossibleName_SaysWhichPartIsWrong(string endpoint, string repository, string name, string tag, string message)
    {
        var failure = await _application.FailAsync((builder, web) =>
        {
            builder.AddContainerRegistry("registry", endpoint, repository);
            web.WithRemoteImageName(name).WithRemoteImageTag(tag);
        }, "push");

        Assert.StartsWith($"check-registries failed: {message}", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_application.DotNet.Calls);
    }

    [Fact]
    public async Task Push_ToTheRegistryOfTheProjectItself_LeavesOthersAlone()
    {
        await _application.RunAsync((builder, web) =>
        {
            builder.AddContainerRegistry("one", "no-such-registry.invalid");
            web.WithContainerRegistry(builder.AddContainerRegistry("two", Registry.Endpoint));
        }, "push");

        Assert.Contains($"-p:ContainerRegistry={Registry.Endpoint} ", _application.DotNet.Calls[1], StringComparison.Ordinal);
    }

    // Aspire's choice: nobody has said which one, so the image stays here.
    [Theory]
    [InlineData()]
    [InlineData("one.invalid", "two.invalid")]
    public async Task Push_WithoutOneRegistry_IsAspires(params string[] registries)
    {
        var aspires = new ConcurrentQueue<string>();
        _application.LetAspireBuild(aspires);

        await _application.RunAsync((builder, _) => Array.ForEach(registries, registry => builder.AddContainerRegistry(registry.Split('.')[0], registry)), "push");

        Assert.Equal(["build web"], aspires);
        Assert.Equal(
            $"msbuild {_application.ProjectFile} -p:Configuration=Release -p:RuntimeIdentifier=linux-x64 -getProperty:PublishAot -getProperty:PublishReadyToRun -getProperty:NativeAotObstacle insecure=",
            Assert.Single(_application.DotNet.Calls));
        Assert.Contains("build-web: web is ready-to-run, not native AOT: no compiler is there.", _application.Pipeline.Report.Lines);
        Assert.Empty(_application.Pipeline.Files());
    }

    [Fact]
    public async Task Push_OfWhatOnlyAnEngineCanMake_IsAspires()
    {
        var aspires = new ConcurrentQueue<string>();
        _application.LetAspireBuild(aspires);

        await _application.RunAsync((builder, web) =>
        {
            builder.AddContainerRegistry("registry", Registry.Endpoint);
            web.WithAnnotation(new ContainerBuildOptionsCallbackAnnotation(options => options.TargetPlatform = ContainerTargetPlatform.AllLinux));
        }, "push");

        Assert.Equal(["build web", "push web"], aspires);
    }

    [Fact]
    public async Task Build_WithoutRegistryAndEngine_SaysSo()
    {
        var failure = await _application.FailAsync((_, _) => { }, "build");

        Assert.Contains(" is not running", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_application.DotNet.Calls);
    }

    [Fact]
    public async Task Build_ForAnotherPlatform_CompilesForIt()
    {
        await _application.RunAsync((builder, web) =>
        {
            builder.AddContainerRegistry("registry", Registry.Endpoint);
            web.WithAnnotation(new ContainerBuildOptionsCallbackAnnotation(options => options.TargetPlatform = ContainerTargetPlatform.LinuxArm64));
        }, "build");

        Assert.Contains(" -r linux-arm64 ", Assert.Single(_application.DotNet.Calls), StringComparison.Ordinal);
    }

    public void Dispose() => _application.Dispose();
}
