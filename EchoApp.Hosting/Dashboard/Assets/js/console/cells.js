import { h } from '../dom.js';

/** Character cells that a text takes; what East Asian scripts and emoji write takes two. */
export function cellsOf(text) {
  if (!/[^\x20-\u02ff]/.test(text)) {
    return text.length;
  }
  let cells = 0;
  for (const character of text) {
    const code = character.codePointAt(0);
    cells += code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xa4cf) || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) || code >= 0x1f300) ? 2 : 1;
  }
  return cells;
}

/** The width of one character cell of the console's type, in pixels. */
export function measureCell(host) {
  const probe = h('span', { class: 'line-text probe', 'aria-hidden': 'true' }, '0'.repeat(100));
  host.append(probe);
  const width = probe.getBoundingClientRect().width / 100;
  probe.remove();
  return width || 7.5;
}
