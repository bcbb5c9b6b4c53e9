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

/** How wide a character cell is, and where the text of lines begins, in pixels: as the style sheet has it now. */
export function measureLines(host, together) {
  const text = h('span', { class: 'line-text' }, '0'.repeat(100));
  const probe = h('div', { class: 'line probe', 'aria-hidden': 'true' }, h('span', { class: 'line-number' }), h('span', { class: 'line-time' }), together ? h('span', { class: 'line-name' }) : null, text);
  host.append(probe);
  const at = text.getBoundingClientRect();
  const measured = { cell: at.width / 100 || 7.5, left: at.left - probe.getBoundingClientRect().left };
  probe.remove();
  return measured;
}
