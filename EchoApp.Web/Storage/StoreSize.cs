using System.Globalization;

namespace EchoApp.Web.Storage;

/// <summary>How much there is, for people.</summary>
internal static class StoreSize
{
    public static string Describe(long requests, long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{requests:N0} request{(requests == 1 ? "" : "s")}, {bytes / 1e6:N1} MB");
}
