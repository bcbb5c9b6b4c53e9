namespace Aspire.Hosting.ApplicationModel;

public static class CustomResourceKnownProperties
{
    /// <summary>Where it comes from: a project file, a command, an image.</summary>
    public static string Source { get; } = "resource.source";

    public static string ConnectionString { get; } = "resource.connectionString";
}
