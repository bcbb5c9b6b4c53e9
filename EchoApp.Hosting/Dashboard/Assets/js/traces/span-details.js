import { h, replace } from '../dom.js';
import { clock, duration, exact, plural, shortId, utc } from '../format.js';
import { icon } from '../icons.js';
import { levelBadge } from '../logs/level.js';
import { createPane } from '../pane.js';
import { attributeList, copyButton, exceptionBlock, exceptionOf, facts, resourceSection, section } from '../telemetry/details.js';
import { resourceLink } from '../telemetry/resource.js';
import { quote } from '../telemetry/terms.js';
import { breakable } from '../telemetry/text.js';
import { kindIcon, peerOf } from './spans.js';

/**
 * The pane with all that is known of one span. `show` puts another span into the same pane.
 * @param {{app, onClose: () => void, parentOf: (span) => any, onSpan: (spanId: string) => void}} options
 */
export function spanDetails({ app, onClose, parentOf, onSpan }) {
  const pane = createPane({ title: 'Span', label: 'Details of the span', keyboard: app.keyboard, onClose });
  pane.element.classList.add('tele-pane', 'span-pane');
  const onTerm = (term) => app.navigate(`/traces?q=${encodeURIComponent(term)}`);

  function show(span, logs) {
    const parent = parentOf(span);
    pane.heading.textContent = span.name;
    replace(pane.sub, h('span', { class: 'span-sub' }, kindIcon(span.kind), span.kind || 'Internal'), duration(span.durationMs),
      span.status === 'Error' && h('span', { class: 'state tone-error' }, icon('error'), 'Failed'), span.status === 'Ok' && h('span', { class: 'state tone-success' }, icon('success'), 'Ok'));
    replace(pane.body,
      span.statusMessage && section('Failed with', h('p', { class: 'tone-error' }, span.statusMessage)),
      section('Span', facts([
        ['Resource', resourceLink(span.resource, app.state)],
        ['Source', span.scope && h('a', { href: `/traces?q=${encodeURIComponent(`category:${quote(span.scope)}`)}` }, breakable(span.scope))],
        ['Speaks to', peerOf(span)],
        ['Start', h('time', { datetime: span.start, title: utc(span.start) }, `${exact(span.start)} (+${duration(span.offsetMs)})`)],
        ['Duration', duration(span.durationMs)],
        ['Span id', h('span', { class: 'span-id' }, h('code', null, span.spanId), copyButton(span.spanId, 'Copy the id of the span', app.toast))],
        ['Parent', span.parentSpanId && (parent
          ? h('button', { type: 'button', class: 'tele-link', onclick: () => onSpan(parent.spanId) }, parent.name)
          : h('span', { class: 'tele-none' }, `${shortId(span.parentSpanId, 16)}, not here`))],
        ['Logs', h('a', { href: `/structuredlogs?q=${encodeURIComponent(`trace:${span.traceId} span:${span.spanId}`)}` }, logs.length > 0 ? `${plural(logs.length, 'record')} of this span` : 'Of this span')],
      ])),
      span.events.length > 0 && section(`Events (${span.events.length})`, h('ol', { class: 'span-events' }, span.events.map(event))),
      logs.length > 0 && section(`Logs (${logs.length})`, h('ol', { class: 'span-logs' }, logs.slice(0, 50).map(logLine)),
        logs.length > 50 && h('a', { href: `/structuredlogs?q=${encodeURIComponent(`span:${span.spanId}`)}` }, 'All of them')),
      span.links.length > 0 && section(`Links (${span.links.length})`, h('ul', { class: 'span-links' }, span.links.map(link))),
      section(`Attributes (${span.attributes.length})`, attributeList(span.attributes, { onTerm, where: 'traces ', toast: app.toast })),
      resourceSection(span.resource, app));
    pane.body.scrollTop = 0;
  }

  function event(one) {
    const { exception, rest } = exceptionOf(one);
    return h('li', null,
      h('p', { class: 'span-event' }, h('strong', null, one.name), h('span', { class: 'soft num' }, `+${duration(one.offsetMs)}`)),
      exception && exceptionBlock(exception, app.toast),
      rest.length > 0 && attributeList(rest, { toast: app.toast }));
  }

  function link(one) {
    return h('li', null,
      h('a', { href: `/traces/${one.traceId}?span=${one.spanId}` }, h('code', null, `trace ${shortId(one.traceId, 12)} · span ${shortId(one.spanId, 8)}`)),
      one.attributes.length > 0 && attributeList(one.attributes, { toast: app.toast }));
  }

  function logLine(log) {
    return h('li', null, h('a', { href: `/structuredlogs?q=${encodeURIComponent(`trace:${log.traceId}`)}&log=${log.seq}` },
      h('time', { datetime: log.time }, clock(log.time)), levelBadge(log.level), h('span', { class: 'span-log-text' }, log.message)));
  }

  function showMissing(text) {
    pane.heading.textContent = 'Span';
    replace(pane.sub);
    replace(pane.body, h('p', { class: 'tele-none' }, text));
  }

  return { pane, show, showMissing };
}
