import { h } from '../dom.js';

/** Everything that runs. */
export function mount(host) {
  host.append(h('div', { class: 'page' }, h('header', { class: 'page-head' }, h('h1', null, 'Resources'))));
  return {};
}
