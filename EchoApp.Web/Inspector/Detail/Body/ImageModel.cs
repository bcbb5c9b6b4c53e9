namespace EchoApp.Web.Inspector.Detail.Body;

/// <param name="Path">Where it is.</param>
/// <param name="Format">What it is.</param>
internal sealed record ImageModel(string Path, ImageFormat Format);
