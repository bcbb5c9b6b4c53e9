using Microsoft.Extensions.Logging;

namespace EchoApp.AppHost.Store;

/// <summary>Tells what is wrong with the store where people look: on the terminal, in its console log, and among its details in the dashboard.</summary>
internal sealed partial class StoreReport(IResource store, ResourceNotificationService notifications, ResourceLoggerService consoles, ILogger<StoreReport> terminal)
{
    private const string Property = "store.problem";
    private string? _problem;

    public bool HasProblem => _problem is not null;

    /// <summary>Tells it, once.</summary>
    public async Task TellAsync(string problem)
    {
        if (Interlocked.Exchange(ref _problem, problem) != problem)
        {
            Log.Problem(terminal, store.Name, problem);
            Log.Problem(consoles.GetLogger(store), store.Name, problem);
            await ShowAsync([new(Property, problem) { DisplayName = "Problem", IsHighlighted = true, SortOrder = 0 }]);
        }
    }

    /// <summary>The store is well: what was told is over.</summary>
    public async Task ClearAsync()
    {
        if (Interlocked.Exchange(ref _problem, null) is not null)
        {
            await ShowAsync([]);
        }
    }

    private Task ShowAsync(IReadOnlyList<ResourcePropertySnapshot> problem) => notifications.PublishUpdateAsync(store, snapshot => snapshot with
    {
        Properties = [.. snapshot.Properties.Where(property => property.Name != Property), .. problem],
    });

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{store}: {problem}")]
        public static partial void Problem(ILogger logger, string store, string problem);
    }
}
