using EchoApp.Web.Requests;
using RazorSlices;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>A request that is open.</summary>
/// <param name="View">The request.</param>
/// <param name="Tabs">What there is to see of it.</param>
/// <param name="Tab">Which of them is shown.</param>
/// <param name="Content">What is shown there.</param>
/// <param name="Curl">The command that sends the same again.</param>
/// <param name="State">What of it is looked at.</param>
internal sealed record RequestDetail(RequestView View, IReadOnlyList<DetailTab> Tabs, string Tab, RazorSlice Content, string Curl, DetailState State)
{
    /// <summary>What the page is called while it is open.</summary>
    public string Title => $"{View.Method} {View.Path}: EchoApp";
}
