using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Parameters;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a value that has to come from outside.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(new ParameterResource(
            name, _ => ParameterValue.FromConfiguration(builder.Configuration, name) ?? throw ParameterValue.Missing(name), secret));

    /// <summary>Adds a value that is known here, and can still be set from outside.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value where configuration has none.</param>
    /// <param name="publishValueAsDefault">Whether published artifacts carry the value as their default.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <exception cref="ArgumentException">A secret that would be published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
        {
            throw new ArgumentException($"Parameter '{name}' is a secret: its value must not be published. Leave out publishValueAsDefault.", nameof(secret));
        }

        return builder.AddResource(new ParameterResource(name, _ => ParameterValue.FromConfiguration(builder.Configuration, name) ?? valueGetter(), secret)
        {
            Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null,
        });
    }

    /// <summary>Adds a value with a default, such as a generated password.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Gives the value where configuration has none.</param>
    /// <param name="secret">Whether the value must not be shown.</param>
    /// <param name="persist">Whether a run keeps the value for the next one, in the AppHost's user secrets.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        var keep = persist && builder.ExecutionContext.IsRunMode;
        return builder.AddResource(new ParameterResource(
            name,
            given => ParameterValue.FromConfiguration(builder.Configuration, name)
                ?? (keep ? PersistedParameter.GetOrAdd(builder.AppHostAssembly, name, given!.GetDefaultValue) : given!.GetDefaultValue()),
            secret)
        {
            Default = value,
        });
    }

    /// <summary>Adds a value that comes from a configuration key of its own.</summary>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(configurationKey);
        return builder.AddResource(new ParameterResource(
            name, _ => builder.Configuration[configurationKey] ?? throw ParameterValue.Missing(name, configurationKey), secret));
    }

    /// <summary>Adds a connection string that comes from configuration, <c>ConnectionStrings:{name}</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the connection string.</param>
    /// <param name="environmentVariableName">The variable that carries it to those that refer to it; <c>ConnectionStrings__{name}</c> if null.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null) =>
        builder.AddResource(new ConnectionStringParameterResource(
            name, _ => builder.Configuration[$"ConnectionStrings:{name}"] ?? throw ParameterValue.Missing(name, $"ConnectionStrings:{name}"), environmentVariableName));
}
