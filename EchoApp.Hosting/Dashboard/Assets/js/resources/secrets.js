import { h } from '../dom.js';
import { icon } from '../icons.js';
import { copyButton } from '../copy.js';

const mask = '••••••••';

/** Secret values of one resource: each fetched when asked for, and forgotten when hidden again. */
export class Secrets {
  #app;
  #id;
  #changed;
  #shown = new Map();

  constructor(app, id, changed) {
    this.#app = app;
    this.#id = id;
    this.#changed = changed;
  }

  get signature() {
    return [...this.#shown.keys()];
  }

  forget() {
    this.#shown.clear();
  }

  #fetch(kind, name) {
    return this.#app.api.get(`/api/resources/${encodeURIComponent(this.#id)}/${kind}/${encodeURIComponent(name)}`);
  }

  async #toggle(kind, name) {
    const key = `${kind}/${name}`;
    if (!this.#shown.delete(key)) {
      try {
        this.#shown.set(key, (await this.#fetch(kind, name)).value ?? '');
      } catch (error) {
        this.#app.toast(`The value of ${name} could not be read: ${error.message}`, { kind: 'error' });
        return;
      }
    }
    this.#changed();
  }

  /** The value with its buttons. @param {'environment'|'properties'} kind @param {{name, value, isSecret}} entry */
  value(kind, { name, value, isSecret }) {
    const key = `${kind}/${name}`;
    const seen = this.#shown.has(key);
    if (!isSecret) {
      return [h('code', null, value ?? ''), copyButton(value ?? '', `Copy ${name}`)];
    }
    return [
      seen ? h('code', null, this.#shown.get(key)) : h('code', { class: 'masked' }, h('span', { 'aria-hidden': 'true' }, mask), h('span', { class: 'visually-hidden' }, 'Secret, hidden')),
      h('button', { type: 'button', class: 'icon-button small', 'aria-pressed': seen, 'aria-label': `${seen ? 'Hide' : 'Show'} the value of ${name}`, title: seen ? 'Hide' : 'Show', dataset: { focus: `eye ${key}` }, onclick: () => this.#toggle(kind, name) }, icon(seen ? 'eye-off' : 'eye')),
      copyButton(async () => this.#shown.get(key) ?? (await this.#fetch(kind, name)).value ?? '', `Copy ${name}`),
    ];
  }
}
