namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>Where a proxy carries connections to: a port of this machine that an instance listens on.</summary>
/// <param name="port">The port.</param>
/// <param name="isReady">Whether it is to be preferred now to those that are not.</param>
internal sealed class ProxyTarget(int port, Func<bool> isReady)
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Port => port;

    public bool IsReady => isReady();

    /// <summary>Completes when nobody listens there any more: what has been sent to its callers still arrives, nothing else comes.</summary>
    public Task Gone => _gone.Task;

    public void SetGone() => _gone.TrySetResult();
}
