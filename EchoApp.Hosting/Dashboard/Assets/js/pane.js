import { h } from './dom.js';
import { icon } from './icons.js';

/**
 * A pane of details: at the side on wide screens, over everything on phones. Give it to a `.split` after its main part.
 * Escape closes it; closing gives the focus back to where it came from.
 * @param {{title: string, subtitle?: any, label?: string, onClose: () => void, returnTo?: () => HTMLElement | null, keyboard: import('./keyboard.js').Keyboard}} options
 */
export function createPane({ title, subtitle = null, label, onClose, returnTo = () => null, keyboard }) {
  const before = document.activeElement;
  const heading = h('h2', { tabindex: '-1' }, title);
  const sub = h('div', { class: 'pane-sub' }, subtitle);
  const body = h('div', { class: 'pane-body', tabindex: '0' });
  const tools = h('div', { class: 'pane-tools' });
  const element = h('aside', { class: 'pane', 'aria-label': label ?? title },
    h('header', { class: 'pane-head' }, h('div', { class: 'pane-title' }, heading, sub), tools,
      h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close details', title: 'Close (Esc)', onclick: () => close() }, icon('close'))),
    body);
  const off = keyboard.onEscape(() => close());

  function close() {
    dispose();
    onClose();
    const target = returnTo() ?? (before?.isConnected ? before : document.querySelector('#main h1'));
    target?.focus({ preventScroll: true });
  }

  function dispose() {
    off();
    element.remove();
  }

  return { element, body, heading, sub, tools, close, dispose, focus: () => heading.focus({ preventScroll: true }) };
}
