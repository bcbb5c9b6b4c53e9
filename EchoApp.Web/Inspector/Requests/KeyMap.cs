namespace EchoApp.Web.Inspector.Requests;

/// <summary>What can be done by a key on the page of a bin. keys.js reads it from the page: there is no other list.</summary>
internal static class KeyMap
{
    /// <summary>Keys as browsers call them (UI Events, <c>KeyboardEvent.key</c>), what scripts know it by, and what it does.</summary>
    public static IReadOnlyList<(string[] Keys, string Action, string Meaning)> All { get; } =
    [
        (["j", "ArrowDown"], "next", "the next, older one"),
        (["k", "ArrowUp"], "previous", "the one before, newer"),
        (["Enter"], "open", "open it"),
        (["Escape"], "close", "close it; leave a field"),
        (["c"], "compare", "mark it, then on another one: compare the two"),
        (["p"], "pin", "pin it: it stays; or no longer"),
        (["d", "Delete"], "delete", "delete it"),
        (["u"], "undo", "undo the deletion"),
        (["g", "Home"], "newest", "to the newest, with what has arrived"),
        (["["], "tab-before", "the tab before"),
        (["]"], "tab-after", "the tab after"),
        (["/"], "search", "search"),
        (["?"], "help", "this list"),
    ];
}
