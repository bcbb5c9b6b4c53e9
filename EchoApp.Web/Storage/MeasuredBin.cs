namespace EchoApp.Web.Storage;

internal sealed record MeasuredBin(Bin Bin, BinUsage Usage);
