import { h, replace } from '../dom.js';
import { clock, number } from '../format.js';

/** The values of the chart as a table, the newest first. Steps without any value are left out. */
export function valueTable() {
  const element = h('div', { class: 'values', tabindex: '0', role: 'region', 'aria-label': 'Values' });

  function show(data, series, unit, counts) {
    const rows = [];
    for (let index = data.times.length - 1; index >= 0; index -= 1) {
      if (series.some((one) => one.values[index] !== null && one.values[index] !== undefined) || counts?.[index]) {
        rows.push(h('tr', null, h('th', { scope: 'row', class: 'num' }, clock(data.times[index] * 1000, { milliseconds: false })),
          series.map((one) => h('td', { class: 'right num' }, unit.format(one.values[index] ?? null))),
          counts && h('td', { class: 'right num' }, counts[index] === null ? '–' : number(counts[index]))));
      }
    }
    const { scrollTop, scrollLeft } = element;
    replace(element, rows.length === 0 ? h('p', { class: 'tele-none' }, 'No values in this range.') : h('table', { class: 'table' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Time'), series.map((one) => h('th', { scope: 'col', class: 'right', title: one.label }, one.short)), counts && h('th', { scope: 'col', class: 'right' }, 'Count'))),
      h('tbody', null, rows)));
    element.scrollTop = scrollTop;
    element.scrollLeft = scrollLeft;
  }

  return { element, show };
}
