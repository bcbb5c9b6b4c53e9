namespace EchoApp.Web.Bins;

/// <param name="Name">What it is to be called; null for 128 random bits.</param>
/// <param name="Raw">Whether what arrives is kept as it is, secrets included.</param>
internal sealed record NewBin(string? Name = null, bool Raw = false);
