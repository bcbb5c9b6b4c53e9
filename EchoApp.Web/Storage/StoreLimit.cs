using EchoApp.Web.Settings;

namespace EchoApp.Web.Storage;

/// <summary>How much the store may hold: <c>Data:MaxBytes</c>.</summary>
internal static class StoreLimit
{
    private const string Reached = "The store is full: it holds as much as Data__MaxBytes allows. Requests are to be deleted, or that is to be raised.";

    private const string Key = "MaxBytes";
    private const long Default = 10L * 1024 * 1024 * 1024;

    public static StoreUnavailableException WhenReached() => new(Reached) { IsAtLimit = true };

    /// <returns>Bytes of requests, as <see cref="CapturedRequest.Size"/> counts them.</returns>
    /// <exception cref="StartupException">It is no number of bytes.</exception>
    public static long Read(IConfiguration configuration) =>
        new SettingsSection(configuration, DataDirectory.Section, DataDirectory.Key, Key).Whole(Key, 1, long.MaxValue, "a whole number of bytes, 1 or more") ?? Default;
}
