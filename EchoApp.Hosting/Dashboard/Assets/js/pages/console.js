import { h } from '../dom.js';

/** What everything writes. */
export function mount(host) {
  host.append(h('div', { class: 'page' }, h('header', { class: 'page-head' }, h('h1', null, 'Console'))));
  return {};
}
