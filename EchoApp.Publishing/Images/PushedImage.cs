using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Publishing.Images;

/// <summary>An image that a registry has taken.</summary>
internal sealed record PushedImage(ProjectResource Project, RemoteImage Image, PublishedContainer Container)
{
    /// <summary>The image itself, whatever its tag will mean one day.</summary>
    public string Pinned => $"{Image.Name}@{Container.Digest}";
}
