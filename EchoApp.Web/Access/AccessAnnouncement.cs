namespace EchoApp.Web.Access;

/// <summary>Says how to get at what is kept, where nobody has settled it.</summary>
internal sealed partial class AccessAnnouncement(AccessToken token, ILogger<AccessAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (token.File is { } file)
        {
            Log.TokenInFile(logger, file);
        }
        else if (token.IsMade)
        {
            Log.TokenOfNobody(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The token for /api is in {File}.")]
        public static partial void TokenInFile(ILogger logger, string file);

        [LoggerMessage(2, LogLevel.Warning, "There is no place to keep a token for /api in, so nobody has one: give one in Access__Token.")]
        public static partial void TokenOfNobody(ILogger logger);
    }
}
