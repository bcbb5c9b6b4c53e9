using EchoApp.Hosting.Pipelines.Progress;
using Spectre.Console;

namespace EchoApp.Hosting.Deployment;

/// <summary>Asks whoever sits at the terminal to agree.</summary>
internal sealed class Confirmation(IPipelineProgress progress, IAnsiConsole console)
{
    /// <returns>Null where nobody is there to answer.</returns>
    public async Task<bool?> AskAsync(string question, CancellationToken cancellationToken)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return null;
        }

        await using var pause = await progress.PauseAsync();
        return await new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false }.ShowAsync(console, cancellationToken);
    }
}
