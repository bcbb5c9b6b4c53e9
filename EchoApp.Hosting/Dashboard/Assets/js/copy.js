import { h, replace } from './dom.js';
import { icon } from './icons.js';

/** A small button that copies a text (or what a function gives). */
export function copyButton(text, label) {
  const button = h('button', { type: 'button', class: 'icon-button small copy', 'aria-label': label, title: label, dataset: { focus: `copy ${label}` }, onclick: () => copy() }, icon('copy'));

  async function copy() {
    const value = typeof text === 'function' ? await text() : text;
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      bySelection(value);
    }
    replace(button, icon('check', 'Copied'));
    setTimeout(() => replace(button, icon('copy')), 1500);
  }

  return button;
}

// The clipboard's own API exists only in secure contexts.
function bySelection(value) {
  const area = h('textarea', { class: 'visually-hidden', 'aria-hidden': 'true', value });
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
