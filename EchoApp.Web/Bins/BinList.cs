namespace EchoApp.Web.Bins;

internal sealed record BinList(IReadOnlyList<BinView> Items);
