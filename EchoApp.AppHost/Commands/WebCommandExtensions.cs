using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EchoApp.AppHost.Commands;

/// <summary>What a person who tries web out wants at hand: in the dashboard, and by <c>aspire resource web COMMAND</c>.</summary>
internal static class WebCommandExtensions
{
    /// <summary>A request to the echo, with a body and a header to recognise it by; the result is the echo's answer.</summary>
    public static IResourceBuilder<ProjectResource> WithSampleRequestCommand(this IResourceBuilder<ProjectResource> web, string endpointName) =>
        web.WithHttpCommand("/sample", "Send a sample request", endpointName, "send-sample-request", new HttpCommandOptions
        {
            Method = HttpMethod.Post,
            Description = "Posts a small JSON body to the echo and shows what arrived.",
            IconName = "Send",
            IsHighlighted = true,
            ResultMode = HttpCommandResultMode.Json,
            PrepareRequest = context =>
            {
                context.Request.Headers.Add("X-Sample", "sent from the dashboard");
                context.Request.Content = JsonContent.Create(new JsonObject { ["hello"] = "world" });
                return Task.CompletedTask;
            },
        });

    /// <summary>What has come to a bin, newest first.</summary>
    public static IResourceBuilder<ProjectResource> WithBinCommand(this IResourceBuilder<ProjectResource> web, string endpointName, string bin, ParameterResource token) =>
        web.WithHttpCommand($"/api/bins/{bin}/requests", $"Show {bin}", endpointName, $"show-{bin}", new HttpCommandOptions
        {
            Method = HttpMethod.Get,
            Description = $"Shows the last requests that were sent to /b/{bin}.",
            IconName = "MailInbox",
            ResultMode = HttpCommandResultMode.Json,
            PrepareRequest = async context =>
            {
                // In a path that is given, a question mark stands for itself.
                context.Request.RequestUri = new UriBuilder(context.Request.RequestUri!) { Query = "limit=10" }.Uri;
                context.Request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.GetValueAsync(context.CancellationToken));
            },
        });

    /// <summary>What <c>/health</c> says, line by line: also where the store is.</summary>
    public static IResourceBuilder<ProjectResource> WithHealthCommand(this IResourceBuilder<ProjectResource> web, string endpointName) =>
        web.WithHttpCommand("/health", "Ask for its health", endpointName, "ask-health", new HttpCommandOptions
        {
            Method = HttpMethod.Get,
            Description = "Shows what web says of itself and of its store.",
            IconName = "HeartPulse",
            ResultMode = HttpCommandResultMode.Text,
        });
}
