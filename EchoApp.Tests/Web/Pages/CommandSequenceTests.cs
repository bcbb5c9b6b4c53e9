using System.Net;
using System.Text.RegularExpressions;
using EchoApp.Tests.Images;
using Xunit;

namespace EchoApp.Tests.Web.Pages;

/// <summary>Whoever follows a page word for word gets through: no command holds the terminal, and none wants ports that an earlier one still has.</summary>
public sealed partial class CommandSequenceTests
{
    [Fact]
    public async Task Commands_OfNext_RunOneAfterTheOther()
    {
        await using var web = await WebProcess.StartAsync();
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri(web.Pages, "/next"), TestContext.Current.CancellationToken);
        var commands = Command().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["command"].Value)).ToList();

        Assert.Contains("docker exec echo /home/app/EchoApp.Web healthcheck", commands);
        AssertFollows(commands);
    }

    [Theory]
    [InlineData("docs/walkthrough.md")]
    [InlineData("docs/image.md")]
    public void Commands_OfADocument_RunOneAfterTheOther(string document)
    {
        var lines = File.ReadAllLines(Path.Combine(PublishedImage.Root, document));
        AssertFollows([.. lines.Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line[2..])]);
    }

    private static void AssertFollows(IReadOnlyList<string> commands)
    {
        string? running = null;
        Assert.Contains(commands, command => command.StartsWith("docker run ", StringComparison.Ordinal));
        foreach (var command in commands)
        {
            if (command.StartsWith("docker run ", StringComparison.Ordinal))
            {
                Assert.True(running is null, $"Its ports are taken by {running}: {command}");
                Assert.Contains(" -d ", command, StringComparison.Ordinal);
                Assert.Contains(" --rm ", command, StringComparison.Ordinal);
                running = Name().Match(command).Groups["name"].Value;
            }
            else if (command.StartsWith("docker exec ", StringComparison.Ordinal))
            {
                Assert.StartsWith($"docker exec {running} ", command, StringComparison.Ordinal);
            }
            else if (command.StartsWith("docker stop ", StringComparison.Ordinal))
            {
                Assert.Equal($"docker stop {running}", command);
                running = null;
            }
            else if (command.StartsWith("dotnet aspire deploy", StringComparison.Ordinal))
            {
                Assert.True(running is null, $"Its ports are taken by {running}: {command}");
            }
        }

        Assert.True(running is null, $"Nothing stops {running}.");
    }

    [GeneratedRegex("""<span class="cmd">(?<command>.*?)\n</span>""", RegexOptions.Singleline)]
    private static partial Regex Command();

    [GeneratedRegex(@" --name (?<name>\w+) ")]
    private static partial Regex Name();
}
