using RazorSlices;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>A way to look at a body.</summary>
/// <param name="Name">In addresses.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Show">Makes it, of copies of what it shows.</param>
internal sealed record OfferedView(string Name, string Label, Func<RazorSlice> Show);
