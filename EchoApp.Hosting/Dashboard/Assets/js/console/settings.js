import { h } from '../dom.js';
import { icon } from '../icons.js';

const storage = 'echoapp.console';
const phone = matchMedia('(max-width: 47.99rem)').matches;
const options = [
  { name: 'time', label: 'Times (i)', icon: 'clock', on: !phone },
  { name: 'number', label: 'Line numbers (n)', icon: 'numbers', on: false },
  { name: 'wrap', label: 'Wrap long lines (w)', icon: 'wrap', on: phone },
];

/** How lines are shown, kept for the next visit. @param {(name: string) => void} changed */
export function settings(changed) {
  const chosen = { ...Object.fromEntries(options.map((option) => [option.name, option.on])), ...JSON.parse(localStorage.getItem(storage) ?? '{}') };
  const buttons = options.map((option) => h('button', { type: 'button', class: 'icon-button', 'aria-label': option.label, title: option.label, onclick: () => toggle(option.name) }, icon(option.icon)));

  function toggle(name) {
    chosen[name] = !chosen[name];
    localStorage.setItem(storage, JSON.stringify(chosen));
    changed(name);
  }

  return {
    buttons,
    toggle,
    on: (name) => chosen[name],
    get chosen() {
      return options.filter((option) => chosen[option.name]).map((option) => option.name);
    },
    apply(host) {
      options.forEach((option, index) => {
        buttons[index].setAttribute('aria-pressed', chosen[option.name]);
        host.classList.toggle(`with-${option.name}`, chosen[option.name]);
      });
    },
  };
}
