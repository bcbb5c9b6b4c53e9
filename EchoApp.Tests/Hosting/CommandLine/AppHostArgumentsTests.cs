using Aspire.Hosting;
using EchoApp.Hosting.CommandLine;
using Xunit;

namespace EchoApp.Tests.Hosting.CommandLine;

public sealed class AppHostArgumentsTests
{
    [Fact]
    public void Parse_OfNothing_Runs()
    {
        var arguments = AppHostArguments.Parse([]);

        Assert.Equal(AppHostVerb.Run, arguments.Verb);
        Assert.False(arguments.Quiet);
        Assert.Empty(arguments.Configuration);
    }

    [Fact]
    public void Parse_OfEverything_TakesItApart()
    {
        var arguments = AppHostArguments.Parse(["--A:B=c=d", "run", "-q", "--E", "f", "--G", "-1", "--H="]);

        Assert.Equal(AppHostVerb.Run, arguments.Verb);
        Assert.True(arguments.Quiet);
        Assert.Equal(["--A:B=c=d", "--E=f", "--G=-1", "--H="], arguments.Configuration);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("help")]
    [InlineData("run", "--help")]
    [InlineData("--help", "run")]
    public void Parse_OfAQuestion_Helps(params string[] args) => Assert.Equal(AppHostVerb.Help, AppHostArguments.Parse(args).Verb);

    [Theory]
    [InlineData("'rn' is not a verb of this AppHost. Did you mean 'run'? --help lists the verbs.", "rn")]
    [InlineData("'pubish' is not a verb of this AppHost. Did you mean 'publish'? --help lists the verbs.", "pubish")]
    [InlineData("'push' is one verb too many: one can be given. --help lists them.", "publish", "push")]
    [InlineData("'Ports:Echo=1' is not a verb of this AppHost. Configuration is given as --Ports:Echo=1. --help lists the verbs.", "Ports:Echo=1")]
    [InlineData("'-x' is not a verb of this AppHost. --help lists the verbs.", "-x")]
    [InlineData("'run' is one verb too many: one can be given. --help lists them.", "run", "run")]
    [InlineData("--A needs a value: --A=VALUE or --A VALUE. --help explains.", "--A", "--B=c")]
    [InlineData("--A needs a value: --A=VALUE or --A VALUE. --help explains.", "--A")]
    public void Parse_OfAMistake_SaysWhatWouldBeRight(string message, params string[] args) =>
        Assert.Equal(message, Assert.Throws<DistributedApplicationException>(() => AppHostArguments.Parse(args)).Message);

    [Fact]
    public void Configuration_OfTheCommandLine_WinsOverAppSettings()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("appsettings.json", """{ "One": "file", "Two": "file" }""");

        var configuration = TestBuilder.Create(directory.Path, ["--Two", "command line"]).Configuration;

        Assert.Equal("file", configuration["One"]);
        Assert.Equal("command line", configuration["Two"]);
    }
}
