namespace EchoApp.Web.Storage;

/// <summary>What answers say of the store behind them.</summary>
internal static class StoreNote
{
    /// <summary>Says <c>memory</c> where what is captured ends with the process.</summary>
    public const string Header = "Echo-Store";

    /// <summary>Seconds after which to come again when there is none: senders of webhooks heed it.</summary>
    public const string RetryAfter = "5";

    public static void Add(HttpResponse response, IStore store)
    {
        if (store.WhyNotDurable is not null)
        {
            response.Headers[Header] = "memory";
        }
    }
}
