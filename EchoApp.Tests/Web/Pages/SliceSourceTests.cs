using System.Text.RegularExpressions;
using EchoApp.Tests.Images;
using Xunit;

namespace EchoApp.Tests.Web.Pages;

/// <summary>What no slice may have, whoever writes it: nothing that the policy of the pages forbids, that is not encoded, or that a path of a proxy's breaks.</summary>
public sealed partial class SliceSourceTests
{
    public static TheoryData<string> Slices { get; } = [.. Directory.GetFiles(Path.Combine(PublishedImage.Root, "EchoApp.Web"), "*.cshtml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(PublishedImage.Root, path))];

    [Theory]
    [MemberData(nameof(Slices))]
    public void Slice_OfAnyPage_HasNoScriptStyleOrRawMarkupOfItsOwn(string path)
    {
        var source = File.ReadAllText(Path.Combine(PublishedImage.Root, path));
        Assert.DoesNotMatch(Evaluated(), source);
        Assert.DoesNotMatch(Inline(), source);
        Assert.DoesNotMatch(Unencoded(), source);
        Assert.DoesNotMatch(Unbased(), source);
    }

    [Theory]
    [InlineData("<button hx-on:click=\"alert(1)\">")]
    [InlineData("<a hx-vals='js:{a: 1}'>")]
    [InlineData("<a href=\"javascript:alert(1)\">")]
    [InlineData("<div hx-trigger=\"click[ctrlKey]\">")]
    [InlineData("<button onclick=\"alert(1)\">")]
    [InlineData("<p style=\"color: red\">")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("@Html.Raw(Model)")]
    [InlineData("@(new HtmlString(Model))")]
    [InlineData("<a href=\"/login\">")]
    [InlineData("<div hx-get='/inspect'>")]
    [InlineData("<tbody hx-sse:connect=\"/inspect/-live\">")]
    public void Source_ThatMustNotBe_IsFound(string source) =>
        Assert.True(Evaluated().IsMatch(source) || Inline().IsMatch(source) || Unencoded().IsMatch(source) || Unbased().IsMatch(source));

    /// <summary>What htmx, or a browser, would have to evaluate.</summary>
    [GeneratedRegex("""hx-on\b|\bjs:|javascript:|hx-trigger=["'][^"']*\[""", RegexOptions.IgnoreCase)]
    private static partial Regex Evaluated();

    [GeneratedRegex("""\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"Html\.Raw|new HtmlString|WriteHtml")]
    private static partial Regex Unencoded();

    /// <summary>An address of ours that does not go through <c>At</c>.</summary>
    [GeneratedRegex("""(href|src|action|formaction|hx-[a-z:]+)=["']/""", RegexOptions.IgnoreCase)]
    private static partial Regex Unbased();
}
