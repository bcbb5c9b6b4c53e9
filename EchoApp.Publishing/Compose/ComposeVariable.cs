namespace EchoApp.Publishing.Compose;

/// <summary>The names of variables in compose and environment files.</summary>
internal static class ComposeVariable
{
    /// <summary>As Aspire makes it of the name of a resource, or of an expression: <c>store-password</c> is <c>STORE_PASSWORD</c>.</summary>
    public static string NameOf(string name) => name.Replace('-', '_').Replace('.', '_').ToUpperInvariant();

    /// <summary>Of the variable that an image's name stands in.</summary>
    public static string ImageOf(string resource) => $"{NameOf(resource)}_IMAGE";
}
