import { h, replace, setText } from '../dom.js';
import { exact, shortId } from '../format.js';
import { lastOf } from './series.js';

/** The lines of the chart with their newest and largest values; a checkbox takes a line out of the chart. */
export function chartLegend({ onToggle }) {
  const body = h('tbody');
  const totalHead = h('th', { class: 'right', scope: 'col' }, 'Sum so far');
  const element = h('table', { class: 'legend' }, h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Name'), h('th', { class: 'right', scope: 'col' }, 'Latest'), h('th', { class: 'right', scope: 'col' }, 'Largest'), totalHead)), body);
  let drawn = '';

  function show(series, hidden, unit, totals) {
    const now = JSON.stringify(series.map(({ id }) => id));
    totalHead.hidden = !totals;
    if (now !== drawn) {
      drawn = now;
      replace(body, series.map((one) => row(one)));
    }
    series.forEach((one, index) => {
      const tr = body.children[index];
      const [, latest, largest, total] = tr.children;
      const off = hidden.has(one.id);
      tr.classList.toggle('off', off);
      tr.querySelector('input').checked = !off;
      setText(latest, unit.format(lastOf(one.values)));
      setText(largest, unit.format(one.values.reduce((most, value) => (value === null ? most : Math.max(most ?? value, value)), null)));
      total.hidden = !totals;
      setText(total, totals ? totals.format(one.total) : '');
    });
  }

  function row(one) {
    return h('tr', null,
      h('td', null, h('label', null,
        h('input', { type: 'checkbox', checked: true, onchange: (event) => onToggle(one.id, !event.target.checked) }),
        h('i', { class: ['legend-line', one.dash.length > 0 && 'dashed'], style: { '--series': one.colour } }),
        h('span', null, one.attributes?.length > 0 ? one.attributes.map(({ key, value }) => h('span', { class: 'legend-attribute' }, h('span', null, `${key}=`), value || '(empty)')) : one.label))),
      h('td', { class: 'right num' }), h('td', { class: 'right num' }), h('td', { class: 'right num' }));
  }

  return { element, show };
}

/** Measured values with the traces in which they were measured. */
export function exemplarList(exemplars, unit) {
  return exemplars.length === 0 ? null : h('section', { class: 'exemplars' }, h('h3', null, 'Exemplars', h('span', { class: 'count' }, String(exemplars.length))),
    h('ul', null, exemplars.slice(-20).reverse().map((one) => h('li', null,
      h('a', { href: `/traces/${one.traceId}${one.spanId ? `?span=${one.spanId}` : ''}` }, h('b', null, unit.format(one.value)), h('code', null, shortId(one.traceId)), h('time', { datetime: new Date(one.time * 1000).toISOString() }, exact(one.time * 1000).slice(11, 19)))))));
}
