using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

internal static class Accessibility
{
    /// <summary>Every rule that axe has, that of WCAG 2.2 about the size of targets included.</summary>
    private static readonly AxeRunOptions _options = new() { ResultTypes = [ResultType.Violations], Rules = new() { ["target-size"] = new() { Enabled = true } } };

    /// <summary>Axe finds nothing wrong; else the message has each rule and element.</summary>
    public static async Task AssertAsync(IPage page)
    {
        var result = await page.RunAxe(_options);
        var violations = result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id} ({rule.Help}): {node.Target} {node.Html}")).ToList();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }
}
