namespace EchoApp.Web.Storage;

/// <summary>The store cannot be used now: it is down, or full. The message says which, without what only its operator should know.</summary>
internal sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether there is no room, and all the rest is in order.</summary>
    public bool IsFull { get; init; }

    /// <summary>Whether it holds as much as it may, and all the rest is in order.</summary>
    public bool IsAtLimit { get; init; }

    /// <summary>Whether something else holds it, and all the rest is in order.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether it was waited for in vain: who comes next would wait as long.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether what is in it is not what was written there.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>What only its operator can do about it, in sentences for the log; null where it goes on by itself.</summary>
    public string? WayOut { get; init; }

    /// <summary>What of it metrics tell: one of two, whatever the message says.</summary>
    public string Kind => IsFull || IsAtLimit ? "store_full" : "store_unavailable";
}
