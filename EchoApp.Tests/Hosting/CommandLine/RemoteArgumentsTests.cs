using Aspire.Hosting;
using EchoApp.Hosting.CommandLine;
using Xunit;

namespace EchoApp.Tests.Hosting.CommandLine;

public sealed class RemoteArgumentsTests
{
    [Theory]
    [InlineData("ps")]
    [InlineData("logs")]
    [InlineData("stop")]
    [InlineData("start")]
    [InlineData("restart")]
    public void Parse_OfAVerbAlone_IsAboutEverything(string verb)
    {
        var arguments = AppHostArguments.Parse([verb]);

        Assert.Equal(AppHostVerb.Remote, arguments.Verb);
        Assert.Null(arguments.Pipeline);
        Assert.Equal(verb, arguments.Remote?.Verb);
        Assert.Empty(arguments.Remote!.Resources);
        Assert.Null(arguments.Remote.Tail);
        Assert.False(arguments.Remote.Follows || arguments.Remote.IsJson || arguments.Remote.ShowsTimes || arguments.Remote.UsesNoColour);
    }

    [Theory]
    [InlineData("logs", "web", "-f", "-n", "20", "-t", "store", "--no-color", "--pid", "7")]
    [InlineData("--follow", "logs", "--tail=20", "web", "--timestamps", "store", "--no-color=true", "--pid=7")]
    public void Parse_OfEverything_TakesItApart(params string[] args)
    {
        var request = AppHostArguments.Parse(args).Remote;

        Assert.Equal(["web", "store"], request?.Resources);
        Assert.Equal((20, 7), (request!.Tail, request.ProcessId));
        Assert.True(request.Follows && request.ShowsTimes && request.UsesNoColour);
    }

    [Fact]
    public void Parse_OfConfiguration_KeepsIt() => Assert.Equal(["--Store=embedded"], AppHostArguments.Parse(["ps", "--Store", "embedded", "--format", "json"]).Configuration);

    [Fact]
    public void Parse_WithAQuestion_Helps() => Assert.Equal((AppHostVerb.Help, null), (AppHostArguments.Parse(["logs", "-f", "--help"]).Verb, AppHostArguments.Parse(["logs", "--help"]).Remote));

    [Theory]
    [InlineData("--tail must be a number, not 'ten'. For example --tail 100", "logs", "--tail", "ten")]
    [InlineData("--tail must be a number, not '-1'. For example --tail 100", "logs", "-n", "-1")]
    [InlineData("-n needs a value: -n VALUE. --help explains.", "logs", "-n")]
    [InlineData("--tail needs a value. --help explains.", "logs", "--tail=")]
    [InlineData("--pid must be a number, not 'web'. For example --pid 100", "stop", "--pid", "web")]
    [InlineData("--follow must be true or false, not 'web'. --follow alone is true.", "logs", "--follow=web")]
    [InlineData("--format must be table or json, not 'xml'.", "ps", "--format", "xml")]
    [InlineData("--follow belongs to 'logs', and means nothing to 'ps'.", "ps", "-f")]
    [InlineData("--tail belongs to 'logs', and means nothing to 'stop'.", "stop", "web", "--tail", "5")]
    [InlineData("--format belongs to 'ps', and means nothing to 'logs'.", "logs", "--format=json")]
    [InlineData("--timestamps belongs to 'logs'; without it it means nothing.", "-t")]
    [InlineData("--format belongs to 'ps'; without it it means nothing.", "publish", "--format=json")]
    [InlineData("--pid belongs to 'ps', 'logs', 'stop', 'start', 'restart'; without one of them it means nothing.", "run", "--pid=1")]
    [InlineData("'ps' lists all resources and takes no names; 'web' is one word too many.", "ps", "web")]
    [InlineData("-x is not a switch of 'logs'. --help lists them.", "logs", "-x")]
    [InlineData("--folow is not a switch. Did you mean --follow?", "logs", "--folow", "web")]
    [InlineData("--folow is not a switch. Did you mean --follow?", "logs", "--folow")]
    [InlineData("'pss' is not a verb of this AppHost. Did you mean 'ps'? --help lists the verbs.", "pss")]
    [InlineData("--step belongs to publish, push, deploy, down, do and --operation publish; without one of them it means nothing.", "ps", "--step", "push")]
    [InlineData("'stop' cannot be given together with --operation or --publisher: they ask for something else.", "stop", "--operation", "publish")]
    public void Parse_OfAMistake_SaysWhatWouldBeRight(string message, params string[] args) =>
        Assert.Equal(message, Assert.Throws<DistributedApplicationException>(() => AppHostArguments.Parse(args)).Message);
}
