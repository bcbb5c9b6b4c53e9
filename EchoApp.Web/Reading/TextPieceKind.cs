namespace EchoApp.Web.Reading;

internal enum TextPieceKind
{
    Plain,

    /// <summary>What stands for characters that cannot be seen.</summary>
    Control,

    /// <summary>What stands for something secret.</summary>
    Redacted,
}
