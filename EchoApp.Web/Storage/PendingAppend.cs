namespace EchoApp.Web.Storage;

/// <summary>A request that waits for its commit, and who waits with it.</summary>
internal sealed class PendingAppend(CapturedRequest request)
{
    private readonly TaskCompletionSource<bool> _completion = new();

    public CapturedRequest Request => request;

    public Task<bool> Committed => _completion.Task;

    /// <summary>Whether it was stored; false where its bin is not there.</summary>
    public bool IsStored { get; set; }

    /// <summary>Why it could not be; null where it was not tried in vain.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Lets who waits go on, on this thread.</summary>
    public void Complete()
    {
        if (Failure is null)
        {
            _completion.SetResult(IsStored);
        }
        else
        {
            _completion.SetException(Failure);
        }
    }
}
