using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Commands;

/// <summary>What a person who tries a bin out wants at hand: in the dashboard, and by <c>aspire resource BIN COMMAND</c>.</summary>
internal static class BinCommandExtensions
{
    public static IResourceBuilder<EchoBinResource> WithBinCommands(this IResourceBuilder<EchoBinResource> builder)
    {
        builder.ApplicationBuilder.Services.AddHttpClient();
        return builder
            .WithBinCommand("send-sample", "Send a sample", SendAsync, new CommandOptions
            {
                Description = "Posts a small JSON body to the bin, and shows what it answers.",
                IconName = "Send",
                IsHighlighted = true,
            })
            .WithBinCommand("latest-as-curl", "Latest as curl", ShowLatestAsync, new CommandOptions
            {
                Description = "Shows the command for curl that sends the last request again.",
                IconName = "WindowConsole",
            })
            .WithBinCommand("clear", "Clear", ClearAsync, new CommandOptions
            {
                Description = "Deletes all requests of the bin, for good.",
                IconName = "Delete",
                ConfirmationMessage = $"Delete all requests of the bin {builder.Resource.BinName}? Nothing brings them back.",
            });
    }

    private static IResourceBuilder<EchoBinResource> WithBinCommand(
        this IResourceBuilder<EchoBinResource> builder, string name, string displayName, Func<BinClient, CancellationToken, Task<ExecuteCommandResult>> run, CommandOptions options)
    {
        options.UpdateState = context => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
        return builder.WithCommand(
            name,
            displayName,
            async context =>
            {
                try
                {
                    using var http = context.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
                    return await run(new BinClient(builder.Resource, http), context.CancellationToken);
                }
                catch (HttpRequestException exception)
                {
                    return CommandResults.Failure(exception);
                }
            },
            options);
    }

    private static async Task<ExecuteCommandResult> SendAsync(BinClient bin, CancellationToken cancellationToken)
    {
        using var content = new StringContent("""{"hello": "world"}""", Encoding.UTF8, "application/json");
        content.Headers.Add("X-Sample", "sent from the dashboard");
        using var answer = await bin.SendAsync(content, cancellationToken);
        var format = answer.Content.Headers.ContentType?.MediaType is "application/json" ? CommandResultFormat.Json : CommandResultFormat.Text;
        return CommandResults.Success($"It answered with {(int)answer.StatusCode}.", await answer.Content.ReadAsStringAsync(cancellationToken), format, displayImmediately: true);
    }

    private static async Task<ExecuteCommandResult> ShowLatestAsync(BinClient bin, CancellationToken cancellationToken) =>
        await bin.FindLatestAsync(cancellationToken) is { } latest
            ? CommandResults.Success("A command for a POSIX shell.", CurlText.Of(latest, bin.EchoUrl), CommandResultFormat.Text, displayImmediately: true)
            : CommandResults.Failure("Nothing has been sent to it yet.");

    private static async Task<ExecuteCommandResult> ClearAsync(BinClient bin, CancellationToken cancellationToken) =>
        CommandResults.Success("Cleared.", await bin.ClearAsync(cancellationToken), CommandResultFormat.Json);
}
