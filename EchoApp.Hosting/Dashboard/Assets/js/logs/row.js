import { h } from '../dom.js';
import { clock, exact, shortId } from '../format.js';
import { resourceLabel } from '../telemetry/resource.js';
import { kindOf, levelBadge } from './level.js';

/** The names of the columns. */
export function logHeader() {
  return h('div', { class: 'log-row tele-head', role: 'row' }, ['Resource', 'Level', 'Time', 'Message', 'Trace'].map((name) => h('span', { role: 'columnheader' }, name)));
}

/** One log record in one line; two on phones. */
export function logRow(log, state) {
  return h('div', { class: 'log-row', dataset: { level: kindOf(log.level) } },
    h('span', { role: 'gridcell', class: 'log-resource' }, resourceLabel(log.resource, state)),
    h('span', { role: 'gridcell' }, levelBadge(log.level)),
    h('time', { role: 'gridcell', class: 'log-time', datetime: log.time, title: exact(log.time) }, clock(log.time)),
    h('span', { role: 'gridcell', class: 'log-message' }, log.message || h('span', { class: 'tele-none' }, log.eventName || 'no message'),
      log.exception && h('span', { class: 'log-exception' }, [log.exception.type, log.exception.message].filter(Boolean).join(': '))),
    h('span', { role: 'gridcell', class: 'log-trace' }, log.traceId && h('a', { href: traceAddress(log), title: `Trace ${log.traceId}` }, shortId(log.traceId))));
}

export function traceAddress({ traceId, spanId }) {
  return `/traces/${traceId}${spanId ? `?span=${spanId}` : ''}`;
}
