using EchoApp.Tests.Web;
using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

[Collection(nameof(SteadyNetwork))]
public sealed class CopyButtonTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string[] _clipboard = ["clipboard-read", "clipboard-write"];

    [Theory]
    [InlineData("/")]
    [InlineData("/next")]
    public async Task Button_OfEveryCommand_CopiesItWithoutItsPromptAndSaysSo(string path)
    {
        var page = await chromium.OpenAsync(1280, 800, permissions: _clipboard);
        await using var web = await WebProcess.StartAsync();
        await Visit.GoAsync(page, web, path);
        var commands = await CommandsAsync(page);
        var buttons = page.GetByRole(AriaRole.Button, new() { Name = "Copy" });
        Assert.NotEmpty(commands);
        Assert.Equal(commands.Length, await buttons.CountAsync());
        for (var i = 0; i < commands.Length; i++)
        {
            await buttons.Nth(i).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Copied");
            await Assertions.Expect(buttons.Nth(i)).ToHaveTextAsync("Copied");
            Assert.Equal(commands[i], await ReadClipboardAsync(page));
        }

        await Assertions.Expect(buttons.Last).ToHaveTextAsync("Copy");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeEmptyAsync();
        await page.CloseAsync();
    }

    [Fact]
    public async Task Button_ByTheKeyboard_IsReachedShowsItsFocusAndCopies()
    {
        var page = await chromium.OpenAsync(390, 844, permissions: _clipboard);
        await using var web = await WebProcess.StartAsync();
        await Visit.GoAsync(page, web, "/next");
        var button = page.GetByRole(AriaRole.Button).First;
        for (var i = 0; i < 20 && !await button.EvaluateAsync<bool>("button => button === document.activeElement"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Assertions.Expect(button).ToBeFocusedAsync();
        await Assertions.Expect(button).ToHaveCSSAsync("outline-style", "solid");
        // That of the text of the panel, not of the page behind it.
        await Assertions.Expect(button).ToHaveCSSAsync("outline-color", await button.EvaluateAsync<string>("button => getComputedStyle(button.parentElement).color"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Copied");
        Assert.Equal("dotnet run --project EchoApp.AppHost", await ReadClipboardAsync(page));
        await page.CloseAsync();
    }

    /// <summary>Over http from another machine browsers have no navigator.clipboard.</summary>
    [Fact]
    public async Task Button_WhereThereIsNoClipboard_CopiesWhatItSelects()
    {
        var page = await chromium.OpenAsync(1280, 800, permissions: _clipboard);
        await using var web = await WebProcess.StartAsync();
        await page.GotoAsync($"http://echo.test:{web.Pages.Port}/next");
        Assert.True(await page.EvaluateAsync<bool>("() => navigator.clipboard === undefined"));
        var button = page.GetByRole(AriaRole.Button).Nth(2);
        var command = (await CommandsAsync(page))[2];
        Assert.Contains("\n", command, StringComparison.Ordinal);

        await button.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Copied");
        await Visit.GoAsync(page, web, "/");
        Assert.Equal(command, await ReadClipboardAsync(page));
        await page.CloseAsync();
    }

    [Fact]
    public async Task Button_WhereTheBrowserCopiesNothing_SelectsAndSaysThat()
    {
        var page = await chromium.OpenAsync(1280, 800);
        await using var web = await WebProcess.StartAsync();
        await page.AddInitScriptAsync("document.execCommand = () => false");
        await page.GotoAsync($"http://echo.test:{web.Pages.Port}/");

        var button = page.GetByRole(AriaRole.Button).First;
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveTextAsync("Selected");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Selected, to be copied with the keyboard");
        Assert.Equal((await CommandsAsync(page))[0], await page.EvaluateAsync<string>("() => getSelection().toString()"));
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/next")]
    public async Task Page_WithoutScripts_HasItsCommandsAndNoButton(string path)
    {
        var page = await chromium.OpenAsync(1280, 800, hasScript: false);
        await using var web = await WebProcess.StartAsync();
        await Visit.GoAsync(page, web, path);
        Assert.Equal(0, await page.Locator("button").CountAsync());
        Assert.NotEqual(0, await page.Locator(".cmd").CountAsync());
        await page.CloseAsync();
    }

    private static Task<string[]> CommandsAsync(IPage page) =>
        page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.cmd')].map(command => command.firstChild.data.trim())");

    private static Task<string> ReadClipboardAsync(IPage page) => page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
}
