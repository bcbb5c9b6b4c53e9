namespace EchoApp.Hosting.Dashboard.Access;

internal enum TokenVerdict
{
    Right,
    Wrong,

    /// <summary>Not looked at: too many were wrong just now.</summary>
    TooMany,
}
