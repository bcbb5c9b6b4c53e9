namespace EchoApp.Web.Pages;

/// <param name="Title">What is done.</param>
/// <param name="Text">What happens, in sentences.</param>
/// <param name="Commands">What does it, one after the other.</param>
internal sealed record NextStep(string Title, string Text, params IReadOnlyList<string> Commands);
