using EchoApp.Web.Settings;

namespace EchoApp.Web.Telemetry;

internal static class TraceUrlReader
{
    private const string Section = "Telemetry";
    private const string Key = nameof(TraceUrl);

    /// <exception cref="StartupException">It is no address with a place for the trace id, or there is no such setting.</exception>
    public static TraceUrl Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, Section, Key);
        var template = section[Key];
        return string.IsNullOrEmpty(template) ? new TraceUrl(Template: null)
            : IsOne(template) ? new TraceUrl(template)
            : throw section.Wrong(Key, $"must be an http or https URL with {TraceUrl.Placeholder} in it, as in https://dashboard.example/traces/detail/{TraceUrl.Placeholder}");
    }

    private static bool IsOne(string template) =>
        !template.Any(character => char.IsWhiteSpace(character) || char.IsControl(character))
        && template.Contains(TraceUrl.Placeholder, StringComparison.Ordinal)
        && Uri.TryCreate(template, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);
}
