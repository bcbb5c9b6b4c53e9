using EchoApp.Publishing.Engine;

namespace EchoApp.AppHost.Store;

/// <summary>Whether there is a container engine that answers.</summary>
internal static class EngineProbe
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    /// <returns>Null when it answers; else one line that says why it does not.</returns>
    public static async Task<string?> WhyNotAsync(ContainerCommand engine)
    {
        using var deadline = new CancellationTokenSource(_patience);
        try
        {
            var answer = await engine.RunAsync(deadline.Token, "container", "ls", "--quiet", "--last", "1");
            return answer.Succeeded ? null : answer.Error.Split('\n')[^1];
        }
        catch (DistributedApplicationException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException)
        {
            return $"{engine.Name} does not answer within {_patience.TotalSeconds} s.";
        }
    }
}
