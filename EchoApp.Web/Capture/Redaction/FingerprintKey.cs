using EchoApp.Web.Storage;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// What fingerprints are keyed with, <c>Redaction:FingerprintKey</c>: any text. With another key the same value has another fingerprint, so it is
/// made once and stays.
/// </summary>
internal static class FingerprintKey
{
    public const string Key = "FingerprintKey";

    private const string File = "fingerprint-key";
    private const int Shortest = 16;

    /// <param name="configuration">The settings.</param>
    /// <param name="data">Where one that was made here stays.</param>
    /// <param name="isShared">Whether other processes use the same store: they have to have the same key.</param>
    /// <exception cref="StartupException">There is none, and it cannot be made here; or it is too short.</exception>
    public static string Read(IConfiguration configuration, DataDirectory data, bool isShared)
    {
        if (configuration[$"{RedactionOptions.Section}:{Key}"] is { Length: > 0 } given)
        {
            return given.Length >= Shortest ? given
                : throw new StartupException($"Redaction__FingerprintKey must have at least {Shortest} characters: with a shorter one, short secrets could be guessed from their fingerprints.");
        }

        if (isShared)
        {
            throw new StartupException(
                "With ConnectionStrings__store every replica needs the same key for fingerprints of what is redacted: give it in Redaction__FingerprintKey, "
                + "at least 16 characters that stay secret and stay the same.");
        }

        return data.WhyUnusable is null ? data.Secret(File) : DataDirectory.NewSecret();
    }
}
