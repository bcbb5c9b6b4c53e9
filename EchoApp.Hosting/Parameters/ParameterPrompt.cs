using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Pipelines.Progress;
using Spectre.Console;

namespace EchoApp.Hosting.Parameters;

/// <summary>Asks whoever sits at the terminal.</summary>
internal sealed class ParameterPrompt(IPipelineProgress progress, IAnsiConsole console)
{
    /// <returns>What was typed, which is not shown for a secret; null where nobody is there to type.</returns>
    public async Task<string?> AskAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return null;
        }

        await using var pause = await progress.PauseAsync();
        var question = new TextPrompt<string>($"{Markup.Escape(parameter.Name)}:");
        return await (parameter.Secret ? question.Secret(mask: null) : question).ShowAsync(console, cancellationToken);
    }
}
