namespace EchoApp.Web.Storage;

/// <summary>The store cannot be used now: it is down, or full. The message says which, without what only its operator should know.</summary>
internal sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether there is no room, and all the rest is in order.</summary>
    public bool IsFull { get; init; }
}
