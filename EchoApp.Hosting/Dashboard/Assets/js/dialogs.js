import { h } from './dom.js';
import { icon } from './icons.js';

/** Asks before something is done. @returns {Promise<boolean>} */
export function confirm(message, { title = 'Are you sure?', action = 'Go on' } = {}) {
  return new Promise((resolve) => {
    const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': 'dialog-title', onclose: () => done() },
      h('h2', { id: 'dialog-title' }, title),
      h('p', null, message),
      h('form', { method: 'dialog', class: 'dialog-actions' },
        h('button', { class: 'button', value: 'no' }, 'Cancel'),
        h('button', { class: 'button primary', value: 'yes', autofocus: true }, action)));
    function done() {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    }
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** @param {{title: string, keys: {key: string, label: string}[]}[]} groups */
export function showHelp(groups) {
  const dialog = h('dialog', { class: 'dialog help', 'aria-labelledby': 'help-title', onclose: () => dialog.remove() },
    h('header', { class: 'dialog-head' }, h('h2', { id: 'help-title' }, 'Keys'),
      h('form', { method: 'dialog' }, h('button', { class: 'icon-button', 'aria-label': 'Close' }, icon('close')))),
    h('div', { class: 'help-groups' }, groups.filter((group) => group.keys.length > 0).map((group) => h('section', null,
      h('h3', null, group.title),
      h('dl', null, group.keys.map(({ key, label }) => h('div', null, h('dt', null, h('kbd', null, key)), h('dd', null, label))))))));
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
}

const shownFor = { success: 5000, info: 5000, error: 15000 };

/** The place for results of commands; announced by assistive technology. */
export function toaster(host) {
  return function toast(text, { kind = 'info' } = {}) {
    const element = h('div', { class: ['toast', kind] }, icon(kind === 'info' ? 'info' : kind), h('p', null, text),
      h('button', { type: 'button', class: 'icon-button small', 'aria-label': 'Dismiss', onclick: () => element.remove() }, icon('close')));
    host.append(element);
    let timer = setTimeout(() => element.remove(), shownFor[kind]);
    element.addEventListener('pointerenter', () => clearTimeout(timer));
    element.addEventListener('pointerleave', () => {
      timer = setTimeout(() => element.remove(), shownFor[kind]);
    });
  };
}
