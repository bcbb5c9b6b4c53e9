namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// Names of which values are replaced before a request is stored; the configuration section <c>Redaction</c>. In a name <c>*</c> stands for any
/// run of characters; upper and lower case are the same.
/// </summary>
internal sealed class RedactionOptions
{
    public const string Section = "Redaction";

    private static readonly string[] _secrets =
    [
        "password", "passwd", "pwd", "secret", "*_secret", "clientSecret", "access_token", "accessToken", "refresh_token", "refreshToken",
        "id_token", "idToken", "api_key", "apiKey", "private_key", "privateKey",
    ];

    /// <summary>Beside <see cref="AlwaysHeaders"/>.</summary>
    public IReadOnlyList<string> Headers { get; set; } =
        ["X-Api-Key", "Api-Key", "X-Auth-Token", "X-Access-Token", "X-Csrf-Token", "X-Amz-Security-Token"];

    public IReadOnlyList<string> QueryParameters { get; set; } = _secrets;

    public IReadOnlyList<string> JsonMembers { get; set; } = _secrets;

    public IReadOnlyList<string> FormFields { get; set; } = _secrets;

    /// <summary>Headers that no setting takes out.</summary>
    public static IReadOnlyList<string> AlwaysHeaders { get; } = ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie"];
}
