namespace EchoApp.Web.Inspector.Detail.Body;

/// <param name="Label">What it is called.</param>
/// <param name="Path">Where it is.</param>
/// <param name="IsCurrent">Whether it is what is shown.</param>
internal sealed record ViewLink(string Label, string Path, bool IsCurrent);
