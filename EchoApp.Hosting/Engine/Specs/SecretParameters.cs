using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine.Specs;

/// <summary>Knows the values of secret parameters, and finds them in what is about to be shown.</summary>
internal sealed class SecretParameters(DistributedApplicationModel model)
{
    // Of a shorter one nearly everything holds a copy, by chance.
    private const int ShortestToSearchFor = 4;

    // A parameter never changes its value.
    private readonly Lazy<IReadOnlyList<string>> _values = new(
        () => Forms(model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret).Select(ValueOf)));

    /// <summary>As they are, and percent-encoded.</summary>
    public IReadOnlyList<string> Values => _values.Value;

    /// <summary>How secrets of these values may stand in a text: as they are, and as in a URL.</summary>
    public static IReadOnlyList<string> Forms(IEnumerable<string?> values) =>
        [.. values.Where(value => !string.IsNullOrEmpty(value)).SelectMany(value => new[] { value!, Uri.EscapeDataString(value!) }).Distinct()];

    public static bool Holds(string text, string secret) =>
        secret.Length < ShortestToSearchFor ? text == secret : text.Contains(secret, StringComparison.Ordinal);

    /// <summary>Whether one of these texts contains a secret.</summary>
    public bool AreIn(IReadOnlyList<string> texts) => texts.Count > 0 && Values.Any(secret => texts.Any(text => Holds(text, secret)));

    private static string? ValueOf(ParameterResource parameter)
    {
        try
        {
            return parameter.Value;
        }
        catch (Exception)
        {
            // Whoever needs it is told why it has none.
            return null;
        }
    }
}
