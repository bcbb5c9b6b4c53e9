namespace EchoApp.Web.Reading;

internal enum MeaningKind
{
    Fact,

    /// <summary>Text of several lines.</summary>
    Block,

    /// <summary>The value is not what its field's specification makes of it.</summary>
    Fault,

    /// <summary>Something secret was replaced.</summary>
    Redacted,
}
