using EchoApp.Web.Echo.Body.Multipart;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <param name="Number">Its place, from 1.</param>
/// <param name="Part">What was found of it.</param>
/// <param name="Text">Of a field; null for a file, of which nothing is kept by itself.</param>
internal sealed record PartRow(int Number, BodyPart Part, Excerpt? Text);
