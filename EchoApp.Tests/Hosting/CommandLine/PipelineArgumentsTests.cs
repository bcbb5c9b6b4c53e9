using Aspire.Hosting;
using EchoApp.Hosting.CommandLine;
using Xunit;

namespace EchoApp.Tests.Hosting.CommandLine;

public sealed class PipelineArgumentsTests
{
    [Theory]
    [InlineData("publish", null, "publish")]
    [InlineData("publish", "dir", "publish", "-o", "dir")]
    [InlineData("publish", "dir", "publish", "--output-path=dir")]
    [InlineData("push", "dir", "--output-path", "dir", "push")]
    [InlineData("deploy", null, "deploy")]
    [InlineData("down", null, "down")]
    [InlineData("publish-compose", null, "do", "publish-compose")]
    [InlineData("diagnostics", "dir", "do", "diagnostics", "-o", "dir")]
    [InlineData("diagnostics", "dir", "do", "-o", "dir", "diagnostics")]
    [InlineData("publish", null, "--operation", "publish")]
    [InlineData("deploy", "/dir", "--operation", "publish", "--step", "deploy", "--output-path", "/dir")]
    [InlineData("publish", null, "--Operation=Publish", "--Step=publish")]
    [InlineData("publish-manifest", "file.json", "--publisher", "manifest", "--output-path", "file.json")]
    [InlineData("publish-manifest", null, "--operation", "publish", "--publisher", "manifest")]
    public void Parse_OfEitherSpelling_AsksForTheStep(string step, string? path, params string[] args)
    {
        var arguments = AppHostArguments.Parse(args);

        Assert.Equal(AppHostVerb.Pipeline, arguments.Verb);
        Assert.Equal((step, path), (arguments.Pipeline!.Step, arguments.Pipeline.OutputPath));
        Assert.Empty(arguments.Configuration);
    }

    [Theory]
    [InlineData("--operation", "run")]
    [InlineData("run")]
    [InlineData("--environment", "Staging")]
    public void Parse_OfARun_AsksForNoStep(params string[] args) => Assert.Null(AppHostArguments.Parse(args).Pipeline);

    [Fact]
    public void Parse_OfAQuestionAboutAVerb_Helps() => Assert.Equal(AppHostVerb.Help, AppHostArguments.Parse(["publish", "--help"]).Verb);

    [Theory]
    [InlineData("'do' needs a step: do <step>. 'do diagnostics' lists them.", "do")]
    [InlineData("'deplyo' is not a verb of this AppHost. Did you mean 'deploy'? --help lists the verbs.", "deplyo")]
    [InlineData("'b' is one verb too many: one can be given. --help lists them.", "do", "a", "b")]
    [InlineData("-o needs a value: -o VALUE. --help explains.", "publish", "-o")]
    [InlineData("--output-path needs a value. --help explains.", "publish", "--output-path=")]
    [InlineData("--output-path belongs to publish, push, deploy, down, do and --operation publish; without one of them it means nothing.", "-o", "dir")]
    [InlineData("--step belongs to publish, push, deploy, down, do and --operation publish; without one of them it means nothing.", "run", "--step", "push")]
    [InlineData("--log-level belongs to publish, push, deploy, down, do and --operation publish; without one of them it means nothing.", "--log-level", "Debug")]
    [InlineData("'publish' cannot be given together with --operation, --publisher or --step: they say the same in other words.", "publish", "--operation", "publish")]
    [InlineData("'push' cannot be given together with --operation, --publisher or --step: they say the same in other words.", "push", "--step", "deploy")]
    [InlineData("--operation must be run or publish, not 'fly'.", "--operation", "fly")]
    [InlineData("--publisher must be manifest, not 'docker'. Anything else is a step: --operation publish --step STEP.", "--publisher", "docker")]
    [InlineData("--environment must be a name of letters, digits and - _ . such as Production, not '../x'.", "publish", "--environment", "../x")]
    public void Parse_OfAMistake_SaysWhatWouldBeRight(string message, params string[] args) =>
        Assert.Equal(message, Assert.Throws<DistributedApplicationException>(() => AppHostArguments.Parse(args)).Message);

    [Fact]
    public void LogLevel_ThatIsNone_IsRefused() => Assert.StartsWith(
        "Logging:LogLevel:Default must be one of Trace, ",
        Assert.Throws<DistributedApplicationException>(() => TestBuilder.Create("publish", "--log-level", "loud")).Message, StringComparison.Ordinal);

    [Fact]
    public void LogLevel_OfPublish_IsTheLoggers() =>
        Assert.Equal("Debug", TestBuilder.Create("publish", "--log-level", "Debug").Configuration["Logging:LogLevel:Default"]);

    [Theory]
    [InlineData("Production", "publish")]
    [InlineData("Staging", "publish", "--environment", "Staging")]
    [InlineData("Staging", "--operation", "publish", "--step", "deploy", "--environment=Staging")]
    public void Environment_OfAPipeline_IsProductionUnlessTheCommandLineSays(string expected, params string[] args)
    {
        var builder = TestBuilder.Create(args);

        Assert.Equal(expected, builder.Environment.EnvironmentName);
        Assert.True(builder.ExecutionContext.IsPublishMode);
        Assert.False(builder.ExecutionContext.IsRunMode);
    }
}
