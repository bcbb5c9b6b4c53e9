using System.Security.Cryptography;
using Aspire.Hosting;
using EchoApp.Hosting.Dashboard.Listening;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Dashboard;

/// <summary>What configuration says of the dashboard, by Aspire's keys.</summary>
/// <param name="Frontend">Where the pages are to be.</param>
/// <param name="OtlpGrpc">Where telemetry is taken by gRPC.</param>
/// <param name="OtlpHttp">Where telemetry is taken by HTTP.</param>
/// <param name="BrowserToken">What lets people in; null where everybody may.</param>
/// <param name="OtlpApiKey">What lets telemetry in; null where everybody may send it.</param>
internal sealed record DashboardSettings(
    IReadOnlyList<ListenUrl> Frontend, ListenUrl OtlpGrpc, ListenUrl OtlpHttp, string? BrowserToken, string? OtlpApiKey)
{
    public const string Switch = "Dashboard";
    public const string FrontendUrls = "ASPNETCORE_URLS";
    public const string OtlpGrpcUrl = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    public const string OtlpHttpUrl = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";
    public const string Anonymous = "ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS";

    private const int SecretBytes = 16;

    /// <summary>Whether configuration wants a dashboard; it does unless it says otherwise.</summary>
    /// <exception cref="DistributedApplicationException">It says neither true nor false.</exception>
    public static bool IsWanted(IConfiguration configuration) => Flag(configuration, Switch, otherwise: true);

    /// <exception cref="DistributedApplicationException">A value is none; the message names its key.</exception>
    public static DashboardSettings Of(IConfiguration configuration)
    {
        var isOpen = Flag(configuration, Anonymous, otherwise: false);
        var frontend = ListenUrl.Parse(FrontendUrls, configuration[FrontendUrls]);
        return new DashboardSettings(
            frontend.Count == 0 ? [ListenUrl.OfFreePort()] : frontend,
            One(configuration, OtlpGrpcUrl),
            One(configuration, OtlpHttpUrl),
            isOpen ? null : Secret(configuration, "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", "Dashboard:Frontend:BrowserToken"),
            isOpen ? null : Secret(configuration, "ASPIRE_DASHBOARD_OTLP_PRIMARYAPIKEY", "Dashboard:Otlp:PrimaryApiKey"));
    }

    private static ListenUrl One(IConfiguration configuration, string key) => ListenUrl.Parse(key, configuration[key]) switch
    {
        [] => ListenUrl.OfFreePort(),
        [var url] => url,
        _ => throw new DistributedApplicationException($"{key} must be one URL, not '{configuration[key]}'."),
    };

    private static string Secret(IConfiguration configuration, params string[] keys) =>
        keys.Select(key => configuration[key]).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true);

    private static bool Flag(IConfiguration configuration, string key, bool otherwise) => configuration[key] switch
    {
        null or "" => otherwise,
        var value when bool.TryParse(value, out var flag) => flag,
        var value => throw new DistributedApplicationException($"{key} must be true or false, not '{value}'. For example --{key}=false"),
    };
}
