import { h, redraw, setText } from '../dom.js';

/** The environment of a resource, with a filter of its own; what the resource inherits comes after what it was given. */
export function environment(secrets, changed) {
  const count = h('span', { class: 'count' });
  const input = h('input', { type: 'text', 'aria-label': 'Filter the environment', placeholder: 'Filter', spellcheck: 'false', autocomplete: 'off', oninput: () => changed() });
  const list = h('dl', { class: 'values stacked' });
  const none = h('p', { class: 'soft', hidden: true }, 'No variable fits the filter.');
  const element = h('section', { class: 'section' },
    h('div', { class: 'section-head' }, h('h3', null, 'Environment', count), h('span', { class: 'field small' }, input)), list, none);

  return {
    element,
    show(resource) {
      const word = input.value.trim().toLowerCase();
      const all = resource.environment.toSorted((a, b) => Number(b.isFromSpec) - Number(a.isFromSpec) || a.name.localeCompare(b.name));
      const shown = all.filter(({ name, value }) => !word || name.toLowerCase().includes(word) || value?.toLowerCase().includes(word));
      element.hidden = all.length === 0;
      none.hidden = shown.length > 0;
      setText(count, word ? `${shown.length} of ${all.length}` : String(all.length));
      redraw(list, [shown, secrets.signature], () => shown.map((entry) => h('div', { class: entry.isFromSpec ? null : 'inherited', title: entry.isFromSpec ? null : 'Inherited' },
        h('dt', { class: 'mono' }, entry.name), h('dd', null, secrets.value('environment', entry)))));
    },
  };
}
