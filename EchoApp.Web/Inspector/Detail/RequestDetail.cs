using EchoApp.Web.Requests;
using RazorSlices;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>A request that is open.</summary>
/// <param name="View">The request.</param>
/// <param name="Tabs">What there is to see of it.</param>
/// <param name="Tab">Which of them is shown.</param>
/// <param name="Content">What is shown there.</param>
/// <param name="Curl">The command that sends the same again.</param>
/// <param name="Query">What the list beside it asks for.</param>
internal sealed record RequestDetail(RequestView View, IReadOnlyList<DetailTab> Tabs, string Tab, RazorSlice Content, string Curl, string Query);
