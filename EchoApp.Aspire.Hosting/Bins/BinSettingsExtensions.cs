using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Bins;

internal static class BinSettingsExtensions
{
    /// <summary>Declares the bins to the service.</summary>
    public static IResourceBuilder<EchoResource> WithBinSettings(this IResourceBuilder<EchoResource> builder) => builder.WithEnvironment(context =>
    {
        foreach (var bin in builder.Resource.Bins)
        {
            context.EnvironmentVariables[$"Bins__{bin.BinName}__Raw"] = "false";
            foreach (var (part, settings) in bin.Settings)
            {
                foreach (var (name, value) in settings)
                {
                    context.EnvironmentVariables[$"Bins__{bin.BinName}__{part}__{name}"] = value;
                }
            }
        }
    });
}
