using System.Text.RegularExpressions;
using Aspire.Hosting;

namespace EchoApp.Publishing.Images;

/// <summary>The name of an image in its registry.</summary>
/// <param name="Registry"><c>host</c> or <c>host:port</c>.</param>
/// <param name="Repository">Its path in the registry, as in <c>team/web</c>.</param>
/// <param name="Tag">Its tag.</param>
internal sealed partial record RemoteImage(string Registry, string Repository, string Tag)
{
    public string Name => $"{Registry}/{Repository}";

    public string Reference => $"{Name}:{Tag}";

    /// <param name="reference">All of it, with its tag.</param>
    /// <param name="endpoint">What its registry was said to be. The reference begins with it, unless the image has been given a registry in its own name.</param>
    public static RemoteImage Parse(string reference, string endpoint)
    {
        var registry = reference.StartsWith($"{endpoint}/", StringComparison.Ordinal) ? endpoint : reference.Split('/')[0];
        var path = reference[(registry.Length + 1)..];
        var colon = path.LastIndexOf(':');
        return new RemoteImage(registry, path[..colon], path[(colon + 1)..]);
    }

    /// <summary>Refuses what no registry takes, in the words of whoever wrote it.</summary>
    /// <param name="project">Whose image it is.</param>
    /// <exception cref="DistributedApplicationException">A part is malformed (OCI distribution specification, "Pulling manifests").</exception>
    public RemoteImage Checked(string project)
    {
        if (!Host().IsMatch(Registry) || !Uri.TryCreate($"http://{Registry}", UriKind.Absolute, out _))
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

    [GeneratedRegex(@"^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?\z")]
    private static partial Regex Host();

    [GeneratedRegex(@"^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex Path();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex Label();
}
