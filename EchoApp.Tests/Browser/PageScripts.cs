namespace EchoApp.Tests.Browser;

internal static class PageScripts
{
    /// <summary>The words on the page whose contrast is below 4.5:1, computed as in WCAG 2.2, with the contrast of each.</summary>
    public const string LowContrast = """
        () => {
          const parse = c => (c.match(/[\d.]+/g) || []).map(Number);
          const luminance = ([r, g, b]) => [r, g, b]
            .map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const background = e => {
            for (; e; e = e.parentElement) {
              const c = parse(getComputedStyle(e).backgroundColor);
              if (c.length === 3 || c[3] === 1) return c;
            }
            return [255, 255, 255];
          };
          const ratio = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
          const low = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let n = walker.nextNode(); n; n = walker.nextNode()) {
            if (!n.data.trim()) continue;
            for (const pseudo of [null, '::before']) {
              const contrast = ratio(parse(getComputedStyle(n.parentElement, pseudo).color), background(n.parentElement));
              if (contrast < 4.5) low.push(`${contrast.toFixed(2)} ${n.data.trim().slice(0, 40)}`);
            }
          }
          return low;
        }
        """;

    /// <summary>The elements that reach beyond the right edge of the window and are not inside something that scrolls.</summary>
    public const string Overflowing = """
        () => [...document.querySelectorAll('body *')]
          .filter(e => !e.closest('.shell *') && e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
          .map(e => `${e.tagName}.${e.className}`)
        """;
}
