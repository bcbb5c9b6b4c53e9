import { h } from '../dom.js';
import { icon } from '../icons.js';
import { copy } from './clipboard.js';
import { echoUrl } from './resource.js';

/**
 * What stands in place of a list that is empty: why, and what to do next.
 * @param {{title: string, text: string, command?: string, actions?: any, toast: Function}} options
 */
export function emptyState({ title, text, command, actions, toast }) {
  return h('div', { class: 'empty tele-empty' },
    h('h2', null, title),
    h('p', null, text),
    command && h('div', { class: 'tele-command' }, h('code', null, h('b', { 'aria-hidden': 'true' }, '$ '), command),
      h('button', { type: 'button', class: 'icon-button small', 'aria-label': 'Copy the command', title: 'Copy', onclick: () => copy(command, toast) }, icon('copy'))),
    actions && h('div', { class: 'tele-empty-actions' }, actions));
}

/** Nothing has come yet: how to make something come. */
export function nothingYet(title, text, app) {
  return emptyState({ title, text, command: `curl ${echoUrl(app.state)}`, toast: app.toast });
}

/** Something went wrong on the way to the server. */
export function failedState(error, retry, app) {
  return emptyState({ title: 'This could not be loaded', text: error.detail ?? error.message, actions: h('button', { type: 'button', class: 'button', onclick: retry }, 'Try again'), toast: app.toast });
}
