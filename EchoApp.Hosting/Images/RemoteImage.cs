using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Images;

/// <summary>The name of an image in its registry, or without one, in the local engine.</summary>
/// <param name="Registry"><c>host</c> or <c>host:port</c>; null for the local engine.</param>
/// <param name="Repository">Its path in the registry, as in <c>team/web</c>.</param>
/// <param name="Tag">Its tag.</param>
internal sealed partial record RemoteImage(string? Registry, string Repository, string Tag)
{
    private const string DefaultTag = "latest";

    public string Name => Registry is null ? Repository : $"{Registry}/{Repository}";

    public string Reference => $"{Name}:{Tag}";

    public static async Task<RemoteImage> OfAsync(
        ContainerImagePushOptions options, IContainerRegistry? registry, Func<ReferenceExpression, ValueTask<string?>> valueOf)
    {
        var name = options.RemoteImageName is { Length: > 0 } given ? given : throw new InvalidOperationException("The image has no RemoteImageName.");
        var tag = options.RemoteImageTag is { Length: > 0 } tagged ? tagged : DefaultTag;
        if (name.Split('/', 2) is [var host, var path] && (host.Contains('.') || host.Contains(':') || host == "localhost"))
        {
            return new RemoteImage(host, path, tag);
        }

        if (registry is null)
        {
            return new RemoteImage(Registry: null, name, tag);
        }

        var repository = registry.Repository is null ? null : await valueOf(registry.Repository);
        return new RemoteImage(await valueOf(registry.Endpoint), string.IsNullOrEmpty(repository) ? name : $"{repository}/{name}", tag);
    }

    /// <summary>Refuses what no registry takes, in the words of whoever wrote it.</summary>
    /// <param name="project">Whose image it is.</param>
    /// <exception cref="DistributedApplicationException">A part is malformed (OCI distribution specification, "Pulling manifests").</exception>
    public RemoteImage Checked(string project)
    {
        if (Registry is not null && !Host().IsMatch(Registry))
        {
            throw new DistributedApplicationException(
                $"The registry for the image of '{project}' is '{Registry}', and must be a host with or without a port, as in registry.example.com or localhost:5000: "
                + "no scheme before it, no path behind it (that is what the repository is for).");
        }

        if (!Path().IsMatch(Repository))
        {
            throw new DistributedApplicationException(
                $"The image of '{project}' would be named '{Repository}', which no registry takes: lower-case letters and digits, with . _ - between them and / between parts. "
                + "Change the registry's repository, or WithRemoteImageName in AppHost.cs.");
        }

        return Label().IsMatch(Tag) ? this : throw new DistributedApplicationException(
            $"The image of '{project}' would be tagged '{Tag}', which no registry takes: letters, digits, and _ . - behind the first, at most 128. Change WithRemoteImageTag in AppHost.cs.");
    }

    [GeneratedRegex(@"^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?$")]
    private static partial Regex Host();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$")]
    private static partial Regex Path();

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$")]
    private static partial Regex Label();
}
