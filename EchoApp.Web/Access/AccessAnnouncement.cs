using EchoApp.Web.Listeners;

namespace EchoApp.Web.Access;

/// <summary>Says how to get at what is kept, where nobody has settled it, once the pages answer.</summary>
internal sealed partial class AccessAnnouncement(AccessToken token, FirstLink link, ListenerSockets sockets, ILogger<AccessAnnouncement> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (token.IsMade)
        {
            var url = $"{PagesUrl.Of(sockets.Pages[0])}{LoginCode.Path}{link.Code}";
            if (token.File is { } file)
            {
                Log.TokenInFile(logger, file, url);
            }
            else
            {
                Log.TokenOfNobody(logger, url);
            }
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The token for /api is in {File}. To log in, once: {Link}")]
        public static partial void TokenInFile(ILogger logger, string file, string link);

        [LoggerMessage(2, LogLevel.Warning, "There is no place to keep a token for /api in, so nobody has one: give one in Access__Token. To log in, once: {Link}")]
        public static partial void TokenOfNobody(ILogger logger, string link);
    }
}
