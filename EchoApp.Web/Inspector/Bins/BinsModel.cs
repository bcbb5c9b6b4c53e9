using EchoApp.Web.Bins;

namespace EchoApp.Web.Inspector.Bins;

/// <param name="Bins">All of them.</param>
/// <param name="CanLogOut">Whether the reader is in a session.</param>
/// <param name="IsMakingOne">Whether the dialog for a new one is open.</param>
/// <param name="Refused">What could not be created, and why; null of nothing.</param>
internal sealed record BinsModel(IReadOnlyList<BinView> Bins, bool CanLogOut, bool IsMakingOne = false, (string Name, string Reason)? Refused = null);
