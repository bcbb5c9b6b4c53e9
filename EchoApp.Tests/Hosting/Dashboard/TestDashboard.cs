using System.Net;
using System.Text.Json;
using Aspire.Hosting;
using EchoApp.Hosting.Dashboard;
using EchoApp.Tests.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard;

/// <summary>An application of fakes with a real dashboard, and clients of it that follow no redirect and keep no cookie.</summary>
internal sealed class TestDashboard : IAsyncDisposable
{
    public const string Token = "the-right-token";

    // Whatever the environment of the tests says.
    private static readonly string[] _settings =
    [
        "--Dashboard=true", $"--ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN={Token}", "--ASPNETCORE_URLS=", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=",
        "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=", "--ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS=", "--ASPIRE_DASHBOARD_OTLP_PRIMARYAPIKEY=the-key",
    ];

    private TestDashboard(TestApplication application)
    {
        Application = application;
        Endpoints = application.App.Services.GetRequiredService<DashboardEndpoints>();
        Stranger = Client();
        Known = Client();
        Known.DefaultRequestHeaders.Add("Authorization", $"Bearer {Token}");
    }

    public TestApplication Application { get; }

    public DashboardEndpoints Endpoints { get; }

    /// <summary>Shows nothing.</summary>
    public HttpClient Stranger { get; }

    /// <summary>Shows the token with every request.</summary>
    public HttpClient Known { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="declare">What AppHost.cs would say; an executable named job if nothing.</param>
    /// <param name="args">The command line, which wins over what the tests set.</param>
    public static Task<TestDashboard> StartAsync(Action<IDistributedApplicationBuilder>? declare = null, params string[] args) =>
        StartAsync(declare, withManualTime: false, args);

    /// <summary>The same, with time that stands still until the test moves it.</summary>
    public static Task<TestDashboard> StartWithManualTimeAsync(params string[] args) => StartAsync(declare: null, withManualTime: true, args);

    /// <summary>Not started.</summary>
    public static TestApplication Build(Action<IDistributedApplicationBuilder>? declare = null, params string[] args) => Build(declare, withManualTime: false, args);

    public static HttpRequestMessage Request(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>The cookie of a login, as a request has it.</summary>
    public async Task<string> LogInAsync()
    {
        using var response = await Stranger.GetAsync($"/login?t={Token}", Cancellation);
        return Assert.Single(response.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Known.GetAsync(path, Cancellation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        return await JsonAsync(response);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        return json.RootElement.Clone();
    }

    /// <summary>The detail of the problem that it must be.</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await JsonAsync(response)).GetProperty("detail").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        Known.Dispose();
        await Application.DisposeAsync();
    }

    private static async Task<TestDashboard> StartAsync(Action<IDistributedApplicationBuilder>? declare, bool withManualTime, string[] args) =>
        new(await TestApplication.StartAsync(Build(declare, withManualTime, args)));

    private static TestApplication Build(Action<IDistributedApplicationBuilder>? declare, bool withManualTime, string[] args) => new(
        builder =>
        {
            if (!withManualTime)
            {
                builder.Services.AddSingleton(TimeProvider.System);
            }

            (declare ?? (model => model.AddExecutable("job", "job", ".")))(builder);
        },
        realProcesses: false,
        [.. _settings.Where(setting => !args.Any(arg => arg.StartsWith(setting[..(setting.IndexOf('=', StringComparison.Ordinal) + 1)], StringComparison.Ordinal))), .. args]);

    private HttpClient Client() => new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = Endpoints.Frontend ?? new Uri("http://localhost:1"),
    };
}
