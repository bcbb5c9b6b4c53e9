namespace EchoApp.Hosting.Remote;

/// <summary>What the command line asks of an AppHost that runs already.</summary>
/// <param name="Verb"><c>ps</c>, <c>logs</c>, <c>stop</c>, <c>start</c> or <c>restart</c>.</param>
/// <param name="Resources">Whom it is about; empty for all.</param>
internal sealed record RemoteRequest(string Verb, IReadOnlyList<string> Resources)
{
    /// <summary>The AppHost's process, where several run.</summary>
    public int? ProcessId { get; init; }

    public bool IsJson { get; init; }

    public bool Follows { get; init; }

    public bool ShowsTimes { get; init; }

    public bool UsesNoColour { get; init; }

    /// <summary>How many of the lines that are there already; null for all.</summary>
    public int? Tail { get; init; }
}
