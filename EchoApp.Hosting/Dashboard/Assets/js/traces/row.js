import { h, replace } from '../dom.js';
import { clock, duration, exact, number, plural, shortId } from '../format.js';
import { icon } from '../icons.js';

const mostResources = 4;

export function traceHeader() {
  return h('div', { class: 'trace-row tele-head', role: 'row' }, ['Start', 'Name', 'Spans', 'Duration'].map((name) => h('span', { role: 'columnheader' }, name)));
}

/** "GET /orders": the name, and the path where the name has none. */
export function titleOf({ name, path }) {
  return [name, path].filter(Boolean).join(' ') || 'unnamed';
}

/** One trace of the list. */
export function traceRow(trace, state, scale) {
  const element = h('div', { class: 'trace-row' });
  updateTraceRow(element, trace, state, scale);
  return element;
}

/** Draws anew only what has changed: the trace itself, or what its bar is measured by. */
export function updateTraceRow(element, trace, state, scale) {
  if (element.trace !== trace) {
    element.trace = trace;
    element.classList.toggle('failed', trace.errors > 0);
    replace(element,
      h('time', { role: 'gridcell', class: 'trace-start', datetime: trace.start, title: exact(trace.start) }, clock(trace.start)),
      h('span', { role: 'gridcell', class: 'trace-name' },
        h('a', { href: `/traces/${trace.traceId}`, title: `${titleOf(trace)}\nTrace ${trace.traceId}` }, titleOf(trace)),
        h('span', { class: 'trace-id' }, shortId(trace.traceId)),
        !trace.hasRoot && h('span', { class: 'badge tone-neutral', title: 'The first span of this trace has not arrived, or is no longer kept' }, 'no root'),
        trace.errors > 0 && h('span', { class: 'badge tone-error' }, icon('error'), number(trace.errors), h('span', null, trace.errors === 1 ? 'error' : 'errors'))),
      h('span', { role: 'gridcell', class: ['trace-spans', trace.resources.length > 2 && 'many'] }, spansByResource(trace, state)),
      h('span', { role: 'gridcell', class: 'trace-duration' }, h('span', { class: 'num' }, duration(trace.durationMs)), h('span', { class: 'trace-track' }, h('i', { class: 'trace-bar' }))));
  }
  const bar = element.querySelector('.trace-bar');
  const share = scale > 0 ? Math.min(1, trace.durationMs / scale) : 0;
  bar.style.setProperty('width', `${(share * 100).toFixed(2)}%`);
  bar.classList.toggle('over', trace.durationMs > scale);
}

/** What a full bar stands for: the longest of the traces, or, where few are far longer than all others, what nearly all stay below. */
export function scaleOf(traces) {
  const sorted = Float64Array.from(traces, (trace) => trace.durationMs).sort();
  const longest = sorted.at(-1) ?? 0;
  const usual = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return usual > 0 && longest > usual * 4 ? usual * 1.25 : longest;
}

function spansByResource({ resources }, state) {
  const shown = resources.length > mostResources ? resources.slice(0, mostResources - 1) : resources;
  const rest = resources.slice(shown.length);
  return [
    shown.map((resource) => h('span', { class: 'trace-resource', style: { '--series': state.colourOf(resource.name), 'flex-shrink': resource.displayName.length > 8 ? '1' : '0' }, title: `${resource.displayName}: ${plural(resource.spans, 'span')}${resource.errors ? `, ${plural(resource.errors, 'error')}` : ''}` },
      h('span', { class: 'series' }, h('span', null, resource.displayName)), h('b', null, number(resource.spans)),
      resource.errors > 0 && h('span', { class: 'tone-error' }, icon('error', plural(resource.errors, 'error'))))),
    rest.length > 0 && h('span', { class: 'trace-more', title: rest.map((resource) => `${resource.displayName}: ${plural(resource.spans, 'span')}`).join('\n') }, `+${rest.length}`),
  ];
}
