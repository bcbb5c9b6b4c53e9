using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EchoApp.AppHost.Ports;

internal static partial class AnnouncementExtensions
{
    /// <summary>Says on the terminal where the resource's endpoints are, once it answers: what it prints itself is in the dashboard alone.</summary>
    public static IResourceBuilder<T> AnnounceEndpoints<T>(this IResourceBuilder<T> resource, params string[] names)
        where T : IResourceWithEndpoints => resource.OnResourceReady((_, ready, _) =>
        {
            var addresses = string.Join(", ", names.Select(name => $"{name} {resource.GetEndpoint(name).Url}"));
            var logger = ready.Services.GetRequiredService<ILoggerFactory>().CreateLogger("EchoApp.AppHost");
            Log.Ready(logger, resource.Resource.Name, addresses);
            return Task.CompletedTask;
        });

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{resource} is ready: {addresses}")]
        public static partial void Ready(ILogger logger, string resource, string addresses);
    }
}
