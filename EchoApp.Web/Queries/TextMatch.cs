namespace EchoApp.Web.Queries;

internal enum TextMatch
{
    Contains,
    Is,

    /// <summary>A regular expression is found in it.</summary>
    Matches,
}
