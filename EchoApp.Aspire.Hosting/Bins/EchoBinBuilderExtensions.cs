using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Bins;
using EchoApp.Hosting.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>The bins of an EchoApp.</summary>
public static partial class EchoBinBuilderExtensions
{
    /// <summary>
    /// Adds a bin: what is sent to <c>/b/{bin}</c> on the echo's endpoint, and below it, is kept. References to it give its URL: by
    /// <c>WithReference(bin)</c> as a connection string and as <c>{NAME}_URI</c>, by <c>WithEnvironment("WEBHOOK_URL", bin)</c> as that variable.
    /// </summary>
    /// <param name="builder">The EchoApp.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="binName">
    /// What the bin is called in its URL and in the API: 1 to 64 lower-case letters, digits, and <c>.</c>, <c>_</c> or <c>-</c> between them. The name of the resource in
    /// lower case where it is null.
    /// </param>
    /// <returns>The bin.</returns>
    /// <exception cref="DistributedApplicationException">A bin cannot be called so, or there is one of that name.</exception>
    public static IResourceBuilder<EchoBinResource> AddBin(this IResourceBuilder<EchoResource> builder, [ResourceName] string name, string? binName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var called = binName ?? name.ToLowerInvariant();
        if (!Name().IsMatch(called))
        {
            throw new DistributedApplicationException($"The bin '{name}' cannot be called '{called}': it has to be 1 to 64 lower-case letters, digits, and '.', '_' or '-' between them.");
        }

        var echo = builder.Resource;
        if (echo.Bins.FirstOrDefault(other => other.BinName == called) is { } same)
        {
            throw new DistributedApplicationException($"The bins '{same.Name}' and '{name}' of '{echo.Name}' are both called '{called}'. Give one of them another binName.");
        }

        var bin = new EchoBinResource(name, called, echo);
        var added = builder.ApplicationBuilder.AddResource(bin)
            .WithIconName("MailInbox")
            .WithInitialState(new CustomResourceSnapshot
            {
                ResourceType = "EchoBin",
                CreationTimeStamp = DateTime.UtcNow,
                State = KnownResourceStates.NotStarted,
                Properties = [new("Bin", called)],
            })
            .OnInitializeResource((_, start, _) => BinFollower.FollowAsync(bin, start.Notifications, start.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping))
            .WithBinCommands();
        echo.Add(bin);
        return echo.IsPublished ? added : added.ExcludeFromManifest();
    }

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?\z")]
    private static partial Regex Name();
}
