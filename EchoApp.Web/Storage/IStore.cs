namespace EchoApp.Web.Storage;

/// <summary>Where bins and their requests are kept, and who may read them.</summary>
internal interface IStore : IAsyncDisposable
{
    IBinStore Bins { get; }

    IRequestStore Requests { get; }

    ISessionStore Sessions { get; }

    /// <summary>Why what it keeps does not outlive the process, in a sentence; null where it does.</summary>
    string? WhyNotDurable { get; }

    /// <summary>Makes it ready to be used: its schema is the newest. Any number of times.</summary>
    /// <exception cref="StoreUnavailableException">It does not answer.</exception>
    /// <exception cref="StartupException">It answers, and is of a newer EchoApp.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Removes what deletes that were broken off have left, little by little.</summary>
    /// <exception cref="StoreUnavailableException">It does not answer.</exception>
    Task SweepAsync(CancellationToken cancellationToken);

    /// <summary>Bytes of requests that it holds, as <see cref="CapturedRequest.Size"/> counts them.</summary>
    /// <exception cref="StoreUnavailableException">It does not answer.</exception>
    Task<long> MeasureAsync(CancellationToken cancellationToken);

    /// <summary>Which one it is, when it answers.</summary>
    /// <exception cref="StoreUnavailableException">It does not, or cannot be written to.</exception>
    Task<string> DescribeAsync(CancellationToken cancellationToken);
}
