using Microsoft.Playwright;
using Xunit;

namespace EchoApp.Tests.Browser;

/// <summary>The system's Chromium. Tests skip where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (File.Exists(Executable))
        {
            _playwright = await Playwright.CreateAsync();

            // Its own 5 s are too few on a machine that is busy.
            Assertions.SetDefaultExpectTimeout((float)Eventually.Deadline.TotalMilliseconds);
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Executable,
                Headless = true,
                ChromiumSandbox = false,
                Args = ["--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP *.test 127.0.0.1"],
            });
        }
    }

    public async Task<IPage> OpenAsync(int width, int height, ColorScheme theme = ColorScheme.Light, bool hasScript = true, params string[] permissions)
    {
        Assert.SkipWhen(_browser is null, $"There is no Chromium at {Executable}.");
        return await _browser.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            DeviceScaleFactor = 1,
            ColorScheme = theme,
            JavaScriptEnabled = hasScript,
            Permissions = permissions,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
