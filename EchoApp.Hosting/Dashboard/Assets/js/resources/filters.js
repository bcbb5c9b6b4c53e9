import { h, redraw } from '../dom.js';
import { icon } from '../icons.js';
import { menuButton } from '../menu.js';
import { words } from './state.js';

const kinds = [
  { name: 'type', label: 'Type', of: (resource) => resource.type },
  { name: 'state', label: 'State', of: (resource) => resource.state },
  { name: 'health', label: 'Health', of: (resource) => resource.health ?? 'None' },
];

/** Menus to narrow by type, state and health; what is chosen lives in the URL. */
export function choices(app, change) {
  const buttons = kinds.map((kind) => {
    const button = menuButton({ class: 'chip' }, '', () => entries(kind), kind.label);
    return button;
  });

  function entries(kind) {
    const chosen = app.query.getAll(kind.name);
    const there = [...new Set([...app.state.list().map(kind.of), ...chosen])].filter(Boolean).sort();
    const items = there.map((value) => ({
      label: value === 'None' ? 'Not checked' : words(value), checked: chosen.includes(value),
      run: () => {
        const now = app.query.getAll(kind.name);
        change({ [kind.name]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value] });
      },
    }));
    return chosen.length > 0 ? [...items, null, { label: 'All', icon: 'close', run: () => change({ [kind.name]: null }) }] : items;
  }

  return {
    element: h('div', { class: 'chips', role: 'group', 'aria-label': 'Narrow by' }, buttons),
    show() {
      kinds.forEach((kind, index) => {
        const chosen = app.query.getAll(kind.name);
        const text = chosen.length === 0 ? kind.label : chosen.length === 1 ? `${kind.label}: ${chosen[0] === 'None' ? 'not checked' : words(chosen[0]).toLowerCase()}` : `${kind.label}: ${chosen.length}`;
        redraw(buttons[index], text, () => [text, icon('chevron-down')]);
        buttons[index].classList.toggle('on', chosen.length > 0);
      });
    },
  };
}
