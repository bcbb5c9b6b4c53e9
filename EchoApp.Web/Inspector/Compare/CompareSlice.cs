using EchoApp.Web.Comparison;
using EchoApp.Web.Inspector.Detail.Body;
using Microsoft.AspNetCore.Html;

namespace EchoApp.Web.Inspector.Compare;

/// <summary>A slice that shows two sides: what the left alone has as deleted, what the right alone has as inserted, to the eye and to the ear.</summary>
internal abstract class CompareSlice<TModel> : BodySlice<TModel>
{
    /// <summary>Characters of a value that are shown.</summary>
    private const int LongestValue = 2000;

    protected HtmlString Removed(string text) => Marked("del", "removed: ", text);

    protected HtmlString Added(string text) => Marked("ins", "added: ", text);

    /// <summary>What is on both sides.</summary>
    protected HtmlString Same(string text) => Shown(Excerpt.Of(text, LongestValue));

    /// <summary>A value of the left, which differs or not.</summary>
    protected HtmlString Left(bool differs, string text) => differs ? Removed(text) : Same(text);

    /// <summary>A value of the right.</summary>
    protected HtmlString Right(bool differs, string text) => differs ? Added(text) : Same(text);

    protected static string Word(Difference difference) => difference switch
    {
        Difference.Changed => "changed",
        Difference.Removed => "removed",
        Difference.Added => "added",
        _ => "same",
    };

    private HtmlString Marked(string element, string word, string text)
    {
        WriteLiteral($"<{element}><span class=\"status\">{word}</span>");
        Shown(Excerpt.Of(text, LongestValue));
        WriteLiteral($"</{element}>");
        return HtmlString.Empty;
    }
}
