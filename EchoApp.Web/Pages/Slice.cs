using RazorSlices;

namespace EchoApp.Web.Pages;

/// <summary>A part of a page, or all of it, which its .cshtml renders.</summary>
internal abstract class Slice : RazorSlice
{
    /// <inheritdoc cref="PageAddress.Of"/>
    protected string At(string path) => PageAddress.Of(HttpContext!, path);
}

/// <summary>The same of a model.</summary>
internal abstract class Slice<TModel> : RazorSlice<TModel>
{
    /// <inheritdoc cref="PageAddress.Of"/>
    protected string At(string path) => PageAddress.Of(HttpContext!, path);
}
