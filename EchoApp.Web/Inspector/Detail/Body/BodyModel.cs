using RazorSlices;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <param name="Facts">What is known of it.</param>
/// <param name="Faults">What is wrong with it, in sentences.</param>
/// <param name="Views">Ways to look at it, the best first.</param>
/// <param name="Download">The path of its bytes as they are kept.</param>
/// <param name="Content">It, in one of the views; null where nothing of it is kept.</param>
internal sealed record BodyModel(IReadOnlyList<(string Name, string Value)> Facts, IReadOnlyList<string> Faults, IReadOnlyList<ViewLink> Views, string Download, RazorSlice? Content);
