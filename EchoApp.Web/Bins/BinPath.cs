using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>The paths of bins on the echo listener: <c>/b/{bin}</c> and everything below.</summary>
internal static class BinPath
{
    public const string PrefixName = "b";

    public const string Prefix = "/b/";

    /// <summary>What stands in the place of the bin's name.</summary>
    public static string NameIn(string path)
    {
        var rest = path.AsSpan(Prefix.Length);
        var end = rest.IndexOf('/');
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    public static string Of(BinName bin) => $"{Prefix}{bin}";
}
