using RazorSlices;

namespace EchoApp.Web.Pages;

/// <summary>A page in the frame that all of them have.</summary>
/// <param name="Theme">How it looks.</param>
/// <param name="Title">What it is called, in the title bar.</param>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="Content">What it shows.</param>
internal sealed record Page(PageTheme Theme, string Title, string Description, RazorSlice Content)
{
    public HtmlResult ToResult(int status = StatusCodes.Status200OK) => new(new Pages_Layout { Model = this }, status);
}
