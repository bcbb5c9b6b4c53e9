namespace EchoApp.Web.Inspector.Detail.Body;

/// <param name="Text">What is shown.</param>
/// <param name="IsWhole">Whether that is all.</param>
/// <param name="TextPath">Where all of it is.</param>
internal sealed record XmlModel(string Text, bool IsWhole, string TextPath);
