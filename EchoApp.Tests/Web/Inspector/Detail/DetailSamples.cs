using System.Text;
using System.Text.RegularExpressions;
using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Pages;
using EchoApp.Web.Storage;
using Microsoft.AspNetCore.Http;
using RazorSlices;
using Xunit;

namespace EchoApp.Tests.Web.Inspector.Detail;

/// <summary>Stored requests, and what a browser gets of them.</summary>
internal static partial class DetailSamples
{
    /// <param name="fields">The field lines, each with its end; a character is a byte.</param>
    /// <param name="body">What is kept of the body.</param>
    /// <param name="length">Of the body as it came; null for what is kept.</param>
    public static StoredRequest Request(string fields, byte[]? body = null, long? length = null)
    {
        var captured = Samples.Request("/", body: body);
        return new(1, captured.Record with { BodyLength = length ?? body?.Length ?? 0 }, Encoding.Latin1.GetBytes($"POST / HTTP/1.1\r\n{fields}\r\n"), captured.Body);
    }

    /// <summary>The markup, in which the encoder's own ways to write line ends, tabs and plus signs are undone, <see cref="WithoutSources"/>.</summary>
    public static async Task<string> RenderAsync(RazorSlice slice, string pathBase = "")
    {
        var context = new DefaultHttpContext { Request = { PathBase = pathBase }, RequestAborted = TestContext.Current.CancellationToken };
        return WithoutSources(Encoding.UTF8.GetString((await new HtmlResult(slice).RenderAsync(context)).Span))
            .Replace("&#xA;", "\n", StringComparison.Ordinal).Replace("&#x9;", "\t", StringComparison.Ordinal).Replace("&#x2B;", "+", StringComparison.Ordinal);
    }

    /// <summary>Nothing of hostile values is markup, or turns the text around it.</summary>
    public static void AssertHarmless(string markup)
    {
        Assert.DoesNotContain("<script", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img onerror", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202e', markup);
        Assert.DoesNotContain("&#x202E;", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\0', markup);
        Assert.DoesNotContain("&#x0;", markup, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Markup without what copies of pictures are to have.</summary>
    public static string WithoutSources(string markup) => Source().Replace(markup, "");

    [GeneratedRegex(" data-of=\"[0-9a-f ]+\"")]
    private static partial Regex Source();
}
