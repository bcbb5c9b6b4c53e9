using System.Diagnostics.CodeAnalysis;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>Knows what must not be shown unasked: what holds a secret of the model or of the dashboard, and what is called like one.</summary>
internal sealed class SecretValues(SecretParameters parameters, DashboardEndpoints endpoints)
{
    private const string Mask = "••••••";

    private static readonly string[] _names = ["PASSWORD", "PWD", "SECRET", "TOKEN", "APIKEY", "API_KEY", "CREDENTIAL"];

    private string[]? _values;

    // Kept once the dashboard has its tokens. The longest first: one may be part of another.
    private string[] Values
    {
        get
        {
            if (_values is { } kept)
            {
                return kept;
            }

            string[] values = [.. parameters.Values.Concat(SecretParameters.Forms([endpoints.OtlpApiKey, endpoints.BrowserToken])).Distinct().OrderByDescending(value => value.Length)];
            return endpoints.Frontend is null ? values : _values = values;
        }
    }

    public bool IsSecret(string name, string? value) => !string.IsNullOrEmpty(value) && (IsNameOfOne(name) || Values.Any(secret => SecretParameters.Holds(value, secret)));

    /// <summary>The text without the secrets in it.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Redact(string? text) => text is null ? null
        : Values.Where(secret => SecretParameters.Holds(text, secret)).Aggregate(text, static (redacted, secret) => redacted.Replace(secret, Mask, StringComparison.Ordinal));

    // Shells set these two to directories.
    private static bool IsNameOfOne(string name) =>
        name is not ("PWD" or "OLDPWD") && _names.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
