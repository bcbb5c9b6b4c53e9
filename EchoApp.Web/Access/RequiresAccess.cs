namespace EchoApp.Web.Access;

/// <summary>Marks an endpoint that answers only who asks by a name of ours and is no page of another origin.</summary>
/// <param name="Token">Whether the token, or a session, has to be shown as well.</param>
internal sealed record RequiresAccess(bool Token);
