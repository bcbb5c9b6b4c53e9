using System.Reflection;
using System.Runtime.InteropServices;
using Aspire.Hosting;

namespace EchoApp.Hosting.Service;

/// <summary>The copy of the service that the package has, of which the package's targets tell the AppHost when it is built.</summary>
internal static class CarriedService
{
    private const string Key = "EchoAppService";

    /// <returns>The path of its assembly.</returns>
    /// <exception cref="DistributedApplicationException">The AppHost was built without the package's targets, or it is not there any longer.</exception>
    public static string Find(Assembly? appHost, string resource)
    {
        var path = appHost?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(attribute => attribute.Key == Key)?.Value
            ?? throw new DistributedApplicationException(
                $"The AppHost does not know where the service is that '{resource}' runs. Reference EchoApp.Aspire.Hosting as a package, whose targets tell it; after a reference to its project, "
                + $"import them and set the property {Key} to the path of EchoApp.Web.dll. Or do without: RunAsContainer().");
        return OfThisPlatform(path) is { } compiled && File.Exists(compiled) ? compiled
            : File.Exists(path) ? path
            : throw new DistributedApplicationException(
            $"The service that '{resource}' runs is not there: {path}. Build the AppHost again: NuGet then restores the package EchoApp.Aspire.Hosting.");
    }

    // Beside the one for all platforms are those that were compiled for one of them, as {rid}/EchoApp.Web.dll.
    private static string? OfThisPlatform(string path) => Path.GetDirectoryName(Path.GetDirectoryName(path)) is { } forms
        ? Path.Combine(forms, RuntimeInformation.RuntimeIdentifier, Path.GetFileName(path))
        : null;
}
