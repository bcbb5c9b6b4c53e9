using EchoApp.Web.Comparison;

namespace EchoApp.Web.Inspector.Compare;

/// <param name="Comparison">The two requests.</param>
/// <param name="IsAll">Whether what is the same is shown too.</param>
internal sealed record CompareModel(RequestComparison Comparison, bool IsAll);
