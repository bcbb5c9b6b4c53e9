namespace EchoApp.Hosting.Containers;

/// <summary>
/// The image of the service, as <c>aspire do push</c> in the repository of EchoApp makes it. There is no registry yet: no public one has it, and a name there that is not ours could become
/// anybody's.
/// </summary>
internal static class EchoContainerImageTags
{
    public const string Image = "echoapp-web";

    public const string Tag = "0.1";
}
