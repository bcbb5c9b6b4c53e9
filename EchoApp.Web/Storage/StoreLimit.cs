using System.Globalization;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Storage;

/// <summary>How much the store may hold: <c>Data:MaxBytes</c>.</summary>
internal static class StoreLimit
{
    private const string Reached = "The store is full: it holds as much as Data__MaxBytes allows. Requests are to be deleted, or that is to be raised.";

    private const string Key = "Data:MaxBytes";
    private const long Default = 10L * 1024 * 1024 * 1024;

    public static StoreUnavailableException WhenReached() => new(Reached) { IsAtLimit = true };

    /// <returns>Bytes of requests, as <see cref="CapturedRequest.Size"/> counts them.</returns>
    /// <exception cref="StartupException">It is no number of bytes.</exception>
    public static long Read(IConfiguration configuration) => configuration[Key] switch
    {
        null => Default,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 => bytes,
        var text => throw new StartupException($"Data__MaxBytes={LogText.Escape(text)}: it must be a whole number of bytes, 1 or more."),
    };
}
