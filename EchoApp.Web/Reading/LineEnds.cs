namespace EchoApp.Web.Reading;

/// <summary>What becomes of the ends of lines, and of tabs, in <see cref="VisibleText"/>.</summary>
internal enum LineEnds
{
    /// <summary>They are shown, all on one line.</summary>
    Shown,

    /// <summary>They end lines, a CR with its LF; tabs stay.</summary>
    Kept,

    /// <summary>They are shown, and an LF ends its line.</summary>
    Marked,
}
