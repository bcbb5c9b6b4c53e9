namespace EchoApp.Web.Shutdown;

/// <summary>Stops the application when standard input ends, which is when the process that holds its other end is gone.</summary>
internal sealed partial class ParentPipe(IHostApplicationLifetime lifetime, ILogger<ParentPipe> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A read of a pipe cannot be cancelled: a background thread does not keep the process from ending.
        new Thread(WaitForEnd) { IsBackground = true, Name = "parent pipe" }.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void WaitForEnd()
    {
        using var input = Console.OpenStandardInput();
        Span<byte> ignored = stackalloc byte[256];
        try
        {
            while (input.Read(ignored) > 0)
            {
            }
        }
        catch (IOException)
        {
        }

        Log.ParentGone(logger);
        lifetime.StopApplication();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The parent closed its pipe: stopping.")]
        public static partial void ParentGone(ILogger logger);
    }
}
