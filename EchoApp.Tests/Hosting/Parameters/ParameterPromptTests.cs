using Aspire.Hosting;
using EchoApp.Tests.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Xunit;

namespace EchoApp.Tests.Hosting.Parameters;

public sealed class ParameterPromptTests : IDisposable
{
    private readonly PipelineApplication _application = new();

    [Theory]
    [InlineData(false, "plain", true)]
    [InlineData(true, "hidden", false)]
    public async Task Prepare_AtATerminal_AsksForWhatIsMissing(bool secret, string typed, bool isShown)
    {
        var terminal = new TypedTerminal($"{typed}\n");

        await _application.RunAsync(
            builder =>
            {
                builder.Services.AddSingleton<IAnsiConsole>(terminal);
                builder.AddDockerComposeEnvironment("compose");
                builder.AddContainer("box", "x").WithEnvironment("KEY", builder.AddParameter("api-key", secret));
            }, "do", "prepare-compose");

        Assert.Contains($"API_KEY={typed}\n", _application.Read(".env.Production"), StringComparison.Ordinal);
        Assert.Contains("api-key:", terminal.Shown, StringComparison.Ordinal);
        Assert.Equal(isShown, terminal.Shown.Contains(typed, StringComparison.Ordinal));
    }

    public void Dispose() => _application.Dispose();
}
