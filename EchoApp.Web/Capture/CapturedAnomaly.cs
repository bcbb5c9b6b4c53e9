namespace EchoApp.Web.Capture;

/// <param name="Code">Which one; docs/echo.md lists them.</param>
/// <param name="Section">The section of the specification that it goes against.</param>
/// <param name="Detail">What exactly was sent; null where the code says it all.</param>
internal sealed record CapturedAnomaly(string Code, string Section, string? Detail);
