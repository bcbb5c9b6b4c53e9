using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Images;

/// <summary>The image that is built from a project, where its name is asked for.</summary>
internal sealed record ProjectImage(ProjectResource Project);
