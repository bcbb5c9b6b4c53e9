import { h } from '../dom.js';
import { icon } from '../icons.js';
import { copy } from './clipboard.js';
import { attributeTerm } from './terms.js';
import { breakable } from './text.js';

/** Parts of the panes of details for logs and spans. */

/** A titled part; nothing when there is nothing in it. */
export function section(title, ...content) {
  const shown = content.flat(Infinity).filter(Boolean);
  return shown.length === 0 ? null : h('section', { class: 'section' }, h('h3', null, title), shown);
}

/** @param {[string, any][]} facts those without a value are left out */
export function facts(list) {
  return h('dl', { class: 'facts' }, list.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value))));
}

export function copyButton(text, label, toast) {
  return h('button', { type: 'button', class: 'icon-button small', title: label, 'aria-label': label, onclick: () => copy(text, toast) }, icon('copy'));
}

/**
 * Attributes with what can be done with them.
 * @param {{key: string, value: string}[]} attributes
 * @param {{onTerm?: (term: string) => void, where?: string, toast: Function}} options onTerm: takes "@key:value" or "-@key:value"; where: what is filtered, for the labels
 */
export function attributeList(attributes, { onTerm, where = '', toast }) {
  if (attributes.length === 0) {
    return h('p', { class: 'tele-none' }, 'No attributes.');
  }
  return h('dl', { class: 'tele-attributes' }, attributes.map(({ key, value }) => {
    const text = String(value);
    const act = (exclude) => () => onTerm(attributeTerm(key, text, { exclude }));
    return h('div', null,
      h('dt', null, breakable(key)),
      h('dd', null, text === '' ? h('span', { class: 'tele-none' }, 'empty') : text),
      h('div', { class: 'tele-acts' },
        copyButton(text, `Copy ${key}`, toast),
        onTerm && h('button', { type: 'button', class: 'icon-button small', title: `Show only ${where}with this value`, 'aria-label': `Filter by ${key} = ${text.slice(0, 80)}`, onclick: act(false) }, icon('filter')),
        onTerm && h('button', { type: 'button', class: 'icon-button small', title: `Hide ${where}with this value`, 'aria-label': `Exclude ${key} = ${text.slice(0, 80)}`, onclick: act(true) }, icon('filter-out'))));
  }));
}

let resourceOpen = false;

/** What the sender tells of itself, collapsed; as the reader left it in the next details. Nothing when it tells nothing. */
export function resourceSection({ name, instanceId }, { state, toast }) {
  const host = h('section', { class: 'section', hidden: true });

  function fill() {
    const attributes = state.telemetry.resources?.find((one) => one.name === name && one.instanceId === instanceId)?.attributes ?? [];
    if (attributes.length > 0) {
      host.hidden = false;
      host.append(h('details', { class: 'tele-resource', open: resourceOpen, ontoggle: (event) => (resourceOpen = event.target.open) },
        h('summary', null, icon('chevron-right'), h('h3', null, `Resource (${attributes.length})`)), attributeList(attributes, { toast })));
    }
    return !host.hidden && host;
  }

  if (state.telemetry) {
    return fill();
  }
  // A page opened at a record may have it before the stream has told of the senders.
  const off = state.on('telemetry', () => {
    off();
    fill();
  });
  return host;
}

/** @param {{type: string|null, message: string|null, stackTrace: string|null}} exception */
export function exceptionBlock({ type, message, stackTrace }, toast) {
  const all = stackTrace || [type, message].filter(Boolean).join(': ');
  return h('div', { class: 'tele-exception' },
    h('header', null, icon('error'), h('strong', null, breakable(type ?? 'Exception')), copyButton(all, 'Copy the exception', toast)),
    message && h('p', null, message),
    stackTrace && h('pre', { tabindex: '0', 'aria-label': 'Stack trace' }, stackTrace));
}

/** The exception in the attributes of a span event, and the attributes that are left. */
export function exceptionOf(event) {
  const value = (key) => event.attributes.find((attribute) => attribute.key === key)?.value ?? null;
  if (event.name !== 'exception' && value('exception.type') === null) {
    return { exception: null, rest: event.attributes };
  }
  return {
    exception: { type: value('exception.type'), message: value('exception.message'), stackTrace: value('exception.stacktrace') },
    rest: event.attributes.filter(({ key }) => !['exception.type', 'exception.message', 'exception.stacktrace'].includes(key)),
  };
}
