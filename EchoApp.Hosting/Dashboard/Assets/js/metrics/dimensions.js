import { h, replace } from '../dom.js';

/** Checkboxes for the values of each attribute: what is not checked is left out of all that is shown. No choice for a key means all its values. */
export function dimensionFilters({ onChange }) {
  const element = h('div', { class: 'dims' });
  let drawn = '';

  /**
   * @param {{key: string, values: string[]}[]} keys
   * @param {string[]} chosen as in the address: "key=value"
   */
  function show(keys, chosen) {
    const now = JSON.stringify([keys, chosen]);
    if (now === drawn) {
      return;
    }
    drawn = now;
    const focused = element.contains(document.activeElement) ? document.activeElement.dataset.dim : null;
    element.hidden = keys.length === 0;
    const single = keys.filter((one) => isSingle(one, chosen));
    replace(element, keys.filter((one) => !single.includes(one)).map((one) => fieldset(one, chosen)),
      single.length > 0 && h('dl', { class: 'dim-same' }, single.map(({ key, values }) => h('div', null, h('dt', null, key), h('dd', null, values[0] || '(empty)')))));
    if (focused) {
      [...element.querySelectorAll('[data-dim]')].find((input) => input.dataset.dim === focused)?.focus();
    }
  }

  const isSingle = ({ key, values }, chosen) => values.length === 1 && !chosen.some((one) => one.startsWith(`${key}=`));

  function fieldset({ key, values }, chosen) {
    const ofKey = chosen.filter((one) => one.startsWith(`${key}=`));
    const isOn = (value) => ofKey.length === 0 || ofKey.includes(`${key}=${value}`);
    const others = chosen.filter((one) => !ofKey.includes(one));
    function change(value, on) {
      const next = values.filter((one) => (one === value ? on : isOn(one)));
      onChange([...others, ...(next.length === values.length || next.length === 0 ? [] : next.map((one) => `${key}=${one}`))]);
    }
    return h('fieldset', { class: 'dim' },
      h('legend', null, key, ofKey.length > 0 && h('button', { type: 'button', class: 'tele-link', onclick: () => onChange(others) }, 'all')),
      h('div', { class: 'dim-values' }, values.map((value) => h('label', null,
        h('input', { type: 'checkbox', checked: isOn(value), dataset: { dim: `${key}=${value}` }, onchange: (event) => change(value, event.target.checked) }),
        h('span', null, value === '' ? h('span', { class: 'tele-none' }, 'empty') : value),
        values.length > 1 && h('button', { type: 'button', class: 'dim-only', 'aria-label': `Only ${key} ${value}`, onclick: () => onChange([...others, `${key}=${value}`]) }, 'only')))));
  }

  return { element, show };
}
