using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Docker;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Parameters;

/// <summary>
/// The values that steps of a pipeline work with: what is configured; else what the last deployment of this environment used, so that a
/// generated password still fits its volume; else the default; else what somebody at the terminal types.
/// </summary>
internal sealed class ParameterValues(IConfiguration configuration, PublishedParameters published, ParameterPrompt prompt)
{
    private readonly ConcurrentDictionary<ParameterResource, Lazy<Task<string>>> _values = new();

    /// <exception cref="MissingParameterValueException">There is no value, and nobody to ask; the message names the ways to give one.</exception>
    public Task<string> GetAsync(ParameterResource parameter, CancellationToken cancellationToken) =>
        _values.GetOrAdd(parameter, key => new Lazy<Task<string>>(() => FindAsync(key, cancellationToken))).Value;

    private async Task<string> FindAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        var isGenerated = parameter.Default is not (null or ConstantParameterDefault);
        if (isGenerated && ParameterValue.FromConfiguration(configuration, parameter.Name) is null && published.Find(parameter) is { } kept)
        {
            return kept;
        }

        try
        {
            return parameter.Value;
        }
        catch (MissingParameterValueException)
        {
            if ((published.Find(parameter) ?? await prompt.AskAsync(parameter, cancellationToken)) is { } value)
            {
                return value;
            }

            throw;
        }
    }
}
