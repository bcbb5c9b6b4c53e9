using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>What is to change of a bin (JSON merge patch, RFC 7396): what is not there stays.</summary>
/// <param name="Raw">Whether what arrives is kept as it is, secrets included.</param>
internal sealed record BinChange(bool? Raw = null)
{
    public BinSettings Apply(BinSettings settings) => settings with { Raw = Raw ?? settings.Raw };
}
