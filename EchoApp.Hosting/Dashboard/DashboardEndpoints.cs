namespace EchoApp.Hosting.Dashboard;

/// <summary>Where the dashboard of this run is, known before any resource starts; everything is null where there is none.</summary>
internal sealed class DashboardEndpoints
{
    private Addresses? _addresses;

    public Uri? Frontend => _addresses?.Frontend;

    /// <summary>What a person logs in with; null where everybody may look.</summary>
    public string? BrowserToken => _addresses?.BrowserToken;

    /// <summary>OTLP by gRPC: HTTP/2 without an upgrade.</summary>
    public Uri? OtlpGrpc => _addresses?.OtlpGrpc;

    /// <summary>OTLP by HTTP: the paths <c>/v1/logs</c> and so on are appended to it.</summary>
    public Uri? OtlpHttp => _addresses?.OtlpHttp;

    /// <summary>The value of the header <c>x-otlp-api-key</c>.</summary>
    public string? OtlpApiKey => _addresses?.OtlpApiKey;

    /// <exception cref="InvalidOperationException">They have been set.</exception>
    public void Set(Addresses addresses)
    {
        if (Interlocked.CompareExchange(ref _addresses, addresses, null) is not null)
        {
            throw new InvalidOperationException("The dashboard has addresses already.");
        }
    }

    internal sealed record Addresses(Uri Frontend, string? BrowserToken, Uri OtlpGrpc, Uri OtlpHttp, string? OtlpApiKey);
}
