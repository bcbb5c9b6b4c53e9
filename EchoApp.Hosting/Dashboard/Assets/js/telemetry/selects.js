import { h, replace } from '../dom.js';
import { resourceNames } from './resource.js';
import { valueOf, withValue } from './terms.js';

/**
 * A control that writes one `name:value` of the filter text.
 * @param {{name: string, label: string, options: [string, string][], read: () => string, write: (q: string) => void}} options options: value and text; read and write: the filter text
 */
export function termSelect({ name, label, options, read, write }) {
  const select = h('select', { 'aria-label': label, onchange: () => write(withValue(read(), name, select.value)) });
  let choices = options;
  function show() {
    const value = valueOf(read(), name);
    const known = choices.some(([one]) => one.toLowerCase() === value.toLowerCase());
    replace(select, (known ? choices : [...choices, [value, value]]).map(([one, text]) => h('option', { value: one }, text)));
    select.value = choices.find(([one]) => one.toLowerCase() === value.toLowerCase())?.[0] ?? value;
    select.classList.toggle('active', value !== '');
  }
  return { element: h('label', { class: 'field tele-select' }, select), show, setOptions: (list) => {
    if (JSON.stringify(list) !== JSON.stringify(choices)) {
      choices = list;
      show();
    }
  } };
}

export function resourceSelect({ state, read, write }) {
  const list = () => [['', 'All resources'], ...resourceNames(state).map((name) => [name, name])];
  const control = termSelect({ name: 'resource', label: 'Resource', options: list(), read, write });
  return { ...control, refresh: () => control.setOptions(list()) };
}
