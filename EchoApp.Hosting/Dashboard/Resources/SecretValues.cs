using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>Knows what must not be shown unasked: what holds a secret of the model or of the dashboard, and what is called like one.</summary>
internal sealed class SecretValues(DistributedApplicationModel model, DashboardEndpoints endpoints)
{
    private const string Mask = "••••••";

    // Of a shorter one nearly everything holds a copy, by chance.
    private const int ShortestToSearchFor = 4;

    private static readonly string[] _names = ["PASSWORD", "PWD", "SECRET", "TOKEN", "APIKEY", "API_KEY", "CREDENTIAL"];

    private readonly ParameterResource[] _parameters = [.. model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret)];

    public bool IsSecret(string name, string? value) =>
        !string.IsNullOrEmpty(value) && (_names.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) || Values().Any(secret => Holds(value, secret)));

    /// <summary>The text without the secrets in it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Redact(string? text) => text is null ? null
        : Values().Where(secret => Holds(text, secret)).Aggregate(text, static (redacted, secret) => redacted.Replace(secret, Mask, StringComparison.Ordinal));

    // Also as it stands in a URL.
    private IEnumerable<string> Values() => _parameters.Select(Value).Append(endpoints.OtlpApiKey).Append(endpoints.BrowserToken)
        .Where(value => !string.IsNullOrEmpty(value)).SelectMany(value => new[] { value!, Uri.EscapeDataString(value!) }).Distinct();

    private static bool Holds(string value, string secret) =>
        secret.Length < ShortestToSearchFor ? value == secret : value.Contains(secret, StringComparison.Ordinal);

    private static string? Value(ParameterResource parameter)
    {
        try
        {
            return parameter.Value;
        }
        catch (DistributedApplicationException)
        {
            // Whoever needs it has been told that it is missing.
            return null;
        }
    }
}
