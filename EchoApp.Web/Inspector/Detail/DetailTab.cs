namespace EchoApp.Web.Inspector.Detail;

/// <param name="Key">What addresses know it by.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Count">How much is there, as people read it; null where that says nothing.</param>
internal sealed record DetailTab(string Key, string Label, string? Count = null);
