import { h, replace } from '../dom.js';
import { exact, shortId, utc } from '../format.js';
import { createPane } from '../pane.js';
import { attributeList, copyButton, exceptionBlock, facts, resourceSection, section } from '../telemetry/details.js';
import { resourceLink } from '../telemetry/resource.js';
import { quote } from '../telemetry/terms.js';
import { breakable } from '../telemetry/text.js';
import { levelBadge } from './level.js';
import { traceAddress } from './row.js';

/** The pane with all that is known of one log record. `show` puts another record into the same pane. */
export function logDetails({ app, onTerm, onClose }) {
  const pane = createPane({ title: 'Log record', label: 'Details of the log record', keyboard: app.keyboard, onClose });
  pane.element.classList.add('tele-pane');

  function show(log) {
    replace(pane.sub, levelBadge(log.level), h('time', { datetime: log.time, title: utc(log.time) }, exact(log.time)));
    replace(pane.body,
      section('Message', h('div', { class: 'tele-text' }, h('pre', { tabindex: '0', 'aria-label': 'Message' }, log.message || '(empty)'), copyButton(log.message, 'Copy the message', app.toast))),
      log.exception && section('Exception', exceptionBlock(log.exception, app.toast)),
      section('Origin', facts([
        ['Resource', resourceLink(log.resource, app.state)],
        ['Category', h('button', { type: 'button', class: 'tele-link', title: 'Show only this category', onclick: () => onTerm(`category:${quote(log.category)}`) }, breakable(log.category))],
        ['Event', log.eventName && h('button', { type: 'button', class: 'tele-link', title: 'Show only this event', onclick: () => onTerm(`event:${quote(log.eventName)}`) }, log.eventName)],
        ['Trace', log.traceId && h('a', { href: traceAddress(log) }, shortId(log.traceId, 16))],
        ['Span', log.spanId && h('a', { href: traceAddress(log) }, log.spanId)],
        ['Of the same trace', log.traceId && h('button', { type: 'button', class: 'tele-link', onclick: () => onTerm(`trace:${log.traceId}`) }, 'Show its logs')],
        ['Severity', `${log.level} (${log.severity})`],
        ['Number', String(log.seq)],
      ])),
      section(`Attributes (${log.attributes.length})`, attributeList(log.attributes, { onTerm, where: 'records ', toast: app.toast })),
      resourceSection(log.resource, app));
    pane.body.scrollTop = 0;
  }

  /** In place of a record that is gone. */
  function showMissing(text) {
    replace(pane.sub);
    replace(pane.body, h('p', { class: 'tele-none' }, text));
  }

  return { pane, show, showMissing };
}
