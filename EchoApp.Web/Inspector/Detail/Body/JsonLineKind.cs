namespace EchoApp.Web.Inspector.Detail.Body;

internal enum JsonLineKind
{
    Object,
    Array,
    String,
    Number,

    /// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
    Literal,

    /// <summary>An object or an array that holds nothing.</summary>
    Empty,

    EndOfObject,
    EndOfArray,
}
