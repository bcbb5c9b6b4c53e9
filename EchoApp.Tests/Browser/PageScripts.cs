namespace EchoApp.Tests.Browser;

internal static class PageScripts
{
    /// <summary>The words on the page whose contrast is below 4.5:1, computed as in WCAG 2.2, with the contrast of each.</summary>
    public const string LowContrast = """
        () => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
          const known = new Map();
          const parse = colour => {
            if (!known.has(colour)) {
              canvas.clearRect(0, 0, 1, 1);
              canvas.fillStyle = colour;
              canvas.fillRect(0, 0, 1, 1);
              const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
              known.set(colour, [r, g, b, a / 255]);
            }
            return known.get(colour);
          };
          const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
          const luminance = ([r, g, b]) => [r, g, b]
            .map(v => v / 255)
            .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const background = e => {
            if (!e) return [255, 255, 255, 1];
            const own = parse(getComputedStyle(e).backgroundColor);
            return own[3] === 1 ? own : over(own, background(e.parentElement));
          };
          const ratio = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
          const low = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let n = walker.nextNode(); n; n = walker.nextNode()) {
            const e = n.parentElement;
            if (!n.data.trim() || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest('svg, [disabled], [aria-disabled=true]')) continue;
            for (const pseudo of [null, '::before']) {
              const behind = background(e);
              const contrast = ratio(over(parse(getComputedStyle(e, pseudo).color), behind), behind);
              if (contrast < 4.5) low.push(`${contrast.toFixed(2)} ${n.data.trim().slice(0, 40)} (${e.tagName}.${e.className})`);
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

    /// <summary>The commands that are shown on more lines than they have.</summary>
    public const string BrokenCommands = """
        () => [...document.querySelectorAll('.cmd')].map(command => command.firstChild).filter(text => {
          const range = document.createRange();
          range.selectNodeContents(text);
          const lines = new Set([...range.getClientRects()].map(line => Math.round(line.top)));
          return lines.size !== text.data.trimEnd().split('\n').length;
        }).map(text => text.data)
        """;

    /// <summary>Of the request on the page: the share of it that the column of names takes, and how many of its names and values are cut off.</summary>
    public const string NamesOfTheRequest = """
        () => {
          const list = document.querySelector('.wire dl');
          const cut = [...list.querySelectorAll('dt, dd')].filter(e => e.scrollWidth > e.clientWidth);
          return [list.querySelector('dt').getBoundingClientRect().width / list.clientWidth, cut.length];
        }
        """;
}
