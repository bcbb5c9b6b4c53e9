namespace EchoApp.Web.Access;

/// <summary>Marks an endpoint that answers only who shows the token.</summary>
internal sealed class RequiresAccess;
