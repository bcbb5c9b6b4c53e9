using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting;

internal static class GeneratedSecret
{
    /// <summary>A secret parameter that is generated once, and kept where the AppHost has user secrets. Without characters that would end a part of a connection string.</summary>
    public static ParameterResource Create(IDistributedApplicationBuilder builder, string name) =>
        ParameterResourceBuilderExtensions.CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault { MinLength = 32, Special = false });
}
