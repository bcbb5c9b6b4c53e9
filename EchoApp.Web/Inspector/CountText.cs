using System.Globalization;

namespace EchoApp.Web.Inspector;

/// <summary>Numbers with their thousands apart.</summary>
internal static class CountText
{
    public static string Of(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string OfRequests(long count) => count == 1 ? "1 request" : $"{Of(count)} requests";
}
