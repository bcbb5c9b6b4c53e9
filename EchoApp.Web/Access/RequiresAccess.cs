namespace EchoApp.Web.Access;

/// <summary>Marks an endpoint that answers only who asks by a name of ours and is no page of another origin.</summary>
/// <param name="Token">Whether the token, or a session, has to be shown as well.</param>
/// <param name="IsPage">Whether it is a page, whose readers log in where they are not.</param>
internal sealed record RequiresAccess(bool Token, bool IsPage = false);
