namespace EchoApp.Web.Inspector.Detail.Body;

/// <param name="Tree">What is shown.</param>
/// <param name="TextPath">Where all of it is.</param>
internal sealed record JsonModel(JsonTree Tree, string TextPath);
