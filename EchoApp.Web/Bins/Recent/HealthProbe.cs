namespace EchoApp.Web.Bins.Recent;

/// <summary>Tells requests that only ask whether anybody answers: they come every few seconds, and would push out what people look for.</summary>
internal static class HealthProbe
{
    private static readonly string[] _agents =
    [
        "kube-probe/", "ELB-HealthChecker/", "GoogleHC/", "Amazon-Route53-Health-Check", "Consul Health Check", "Envoy/HC", "HAProxy/", "Traefik", "Cloudflare-Healthchecks/",
        "Load Balancer Agent", "Edge Health Probe",
    ];

    private static readonly string[] _paths = ["/health", "/healthz", "/livez", "/readyz", "/alive", "/ready", "/ping"];

    public static bool Is(HttpRequest request)
    {
        var path = request.Path.Value;
        if (path is not null && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && Array.IndexOf(_paths, path) >= 0)
        {
            return true;
        }

        var agent = request.Headers.UserAgent.ToString();
        foreach (var known in _agents)
        {
            if (agent.StartsWith(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
