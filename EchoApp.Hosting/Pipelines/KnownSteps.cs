namespace EchoApp.Hosting.Pipelines;

/// <summary>The names of steps that every pipeline has; those of Aspire, but for <see cref="Down"/>, which Aspire has per environment alone.</summary>
internal static class KnownSteps
{
    public const string ProcessParameters = "process-parameters";
    public const string PublishPrereq = "publish-prereq";
    public const string Publish = "publish";
    public const string BuildPrereq = "build-prereq";
    public const string Build = "build";
    public const string PushPrereq = "push-prereq";
    public const string Push = "push";
    public const string DeployPrereq = "deploy-prereq";
    public const string Deploy = "deploy";
    public const string Down = "down";
    public const string PublishManifest = "publish-manifest";
    public const string Diagnostics = "diagnostics";
}
