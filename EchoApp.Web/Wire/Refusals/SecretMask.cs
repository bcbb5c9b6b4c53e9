using System.Text.RegularExpressions;

namespace EchoApp.Web.Wire.Refusals;

/// <summary>Takes out of a line what looks like a secret. It would rather mask too much: the line is there to show what is wrong with its form.</summary>
internal static partial class SecretMask
{
    private const string Mask = "***";

    /// <summary>
    /// The values of fields, query parameters and cookies whose names speak of secrets, what stands before an @ in an authority, credentials
    /// after their scheme, and long runs of letters and digits.
    /// </summary>
    /// <param name="line">Short: it is gone over several times.</param>
    public static string Apply(string line)
    {
        // A folded line is what a field before it goes on with, and no name tells which.
        if (line.Length > 0 && char.IsWhiteSpace(line[0]))
        {
            return line[..1] + Mask;
        }

        var masked = Field().Replace(line, $"$1{Mask}");
        masked = Parameter().Replace(masked, $"$1{Mask}");
        masked = UserInfo().Replace(masked, $"$1{Mask}@");
        masked = Credentials().Replace(masked, $"$1 {Mask}");
        return Run().Replace(masked, run => LooksRandom(run.Value) ? Mask : run.Value);
    }

    private static bool LooksRandom(string run) => run.Any(char.IsAsciiDigit) && run.Any(char.IsAsciiLetter);

    [GeneratedRegex(@"^(\s*[\w-]*(?:cookie|token|secret|passw|pwd|auth|sig|code|key|credential|session)[\w-]*\s*[:= ]\s*).+$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Field();

    [GeneratedRegex(@"([?&;][^=&;\s]*(?:token|secret|passw|pwd|key|code|sig|auth|session|credential)[^=&;\s]*=)[^&;\s]+", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(//)[^/?#\s@]*@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"\b(Basic|Bearer|Digest|Negotiate|Token|ApiKey)\s+\S.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Credentials();

    [GeneratedRegex(@"[A-Za-z0-9+_=-]{20,}")]
    private static partial Regex Run();
}
