using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine.Specs;

/// <summary>Finds the values of secret parameters in what is about to be shown.</summary>
internal sealed class SecretValues(DistributedApplicationModel model)
{
    /// <summary>Whether one of these texts contains a secret, as it is or percent-encoded.</summary>
    public bool AreIn(IReadOnlyList<string> texts) => texts.Count > 0
        && model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret).Select(ValueOf).OfType<string>().Where(secret => secret.Length > 0)
            .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret) })
            .Any(secret => texts.Any(text => text.Contains(secret, StringComparison.Ordinal)));

    private static string? ValueOf(ParameterResource parameter)
    {
        try
        {
            return parameter.Value;
        }
        catch (MissingParameterValueException)
        {
            return null;
        }
    }
}
