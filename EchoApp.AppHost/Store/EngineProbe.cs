using EchoApp.Publishing.Engine;
using Microsoft.Extensions.Configuration;

namespace EchoApp.AppHost.Store;

/// <summary>Whether there is a container engine that answers.</summary>
internal static class EngineProbe
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks those that Aspire may use, and has it use the first that answers.</summary>
    /// <returns>Null when one does; else one line that says why the first does not.</returns>
    public static async Task<string?> WhyNoneAsync(ConfigurationManager configuration)
    {
        string? first = null;
        foreach (var engine in ContainerCommand.Candidates(configuration))
        {
            try
            {
                var answer = await engine.RunAsync(_patience, CancellationToken.None, "container", "ls", "--quiet", "--last", "1");
                if (answer.Succeeded)
                {
                    configuration[ContainerCommand.RuntimeKey] = engine.Name;
                    return null;
                }

                first ??= answer.Error.Split('\n')[^1];
            }
            catch (DistributedApplicationException exception)
            {
                first ??= exception.Message;
            }
        }

        return first;
    }
}
