/** Colours of the tokens as the canvas understands them: custom properties come unresolved, so an element has to wear them. */
export class Colours {
  #probe;
  #cache = new Map();

  /** @param {HTMLElement} host inside the page, so that the theme applies */
  constructor(host) {
    this.#probe = document.createElement('span');
    this.#probe.hidden = true;
    host.append(this.#probe);
  }

  /** @param {string} value any CSS colour, such as "var(--series-1)" */
  get(value) {
    if (!this.#cache.has(value)) {
      this.#probe.style.setProperty('color', value);
      this.#cache.set(value, getComputedStyle(this.#probe).color);
    }
    return this.#cache.get(value);
  }

  forget() {
    this.#cache.clear();
  }
}

/** Calls back when the theme changes, by the system or by the page's switch. @returns what ends it */
export function onThemeChange(changed) {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', changed);
  };
}

/** The look of the n-th series: eight colours, then the same ones dashed, then dotted. */
export function styleOfSeries(index) {
  return { colour: `var(--series-${(index % 8) + 1})`, dash: [[], [8, 4], [2, 4]][Math.floor(index / 8) % 3] };
}
