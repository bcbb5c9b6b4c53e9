using Aspire.Hosting;
using CliWrap;
using CliWrap.Buffered;

namespace EchoApp.Publishing.Engine;

internal static class BoundedCommand
{
    /// <summary>Runs a command to its end, whatever its exit code; it is killed, with what it has started, when that is cancelled or takes too long.</summary>
    /// <exception cref="DistributedApplicationException">It does not end in time.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such command.</exception>
    public static async Task<BufferedCommandResult> RunAsync(this Command command, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(patience);
        try
        {
            return await command.WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"{command.TargetFilePath} does not answer within {patience.TotalSeconds} s.");
        }
    }
}
