namespace EchoApp.Web.Reading;

internal enum UserAgentPartKind
{
    Product,
    Comment,

    /// <summary>What can be neither.</summary>
    Other,
}
