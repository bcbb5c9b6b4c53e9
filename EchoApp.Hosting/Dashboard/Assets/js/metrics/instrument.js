import { h, replace, setText } from '../dom.js';
import { number, plural } from '../format.js';
import { resourceLabel } from '../telemetry/resource.js';
import { createChart } from './chart.js';
import { dimensionFilters } from './dimensions.js';
import { chartLegend, exemplarList } from './legend.js';
import { countsOf, lastOf, mostLines, percentiles, seriesOf, splitsByItself } from './series.js';
import { valueTable } from './table.js';
import { kindIcon, wordOf } from './tree.js';
import { unitOf } from './units.js';

/** Choices that belong together, one of them pressed. */
export function segments(label, options, onChoose) {
  const buttons = options.map(([value, text]) => h('button', { type: 'button', class: 'button', dataset: { value }, onclick: () => onChoose(value) }, text));
  return { element: h('div', { class: 'segments', role: 'group', 'aria-label': label }, buttons), show: (value) => buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.dataset.value === String(value)))) };
}

/**
 * One instrument: chart or table, its lines, its dimensions, its exemplars.
 * @param {{app, narrow: () => boolean, onChange: (changes: object) => void}} options onChange: members of the address
 */
export function instrumentView({ app, narrow, onChange }) {
  const hidden = new Set();
  let data = null;
  let how = {};
  const title = h('h2');
  const about = h('p', { class: 'metric-about' });
  const meta = h('p', { class: 'metric-meta' });
  const split = segments('Lines', [['overall', 'Overall'], ['each', 'By dimension']], (value) => onChange({ lines: value }));
  const percentile = segments('Percentile', [...percentiles, 'avg'].map((name) => [name, name]), (value) => onChange({ percentile: value === 'p90' ? null : value }));
  const chart = createChart({ height: () => (narrow() ? 240 : 320), sync: 'metrics', label: 'Chart', onExemplar: ({ traceId, spanId }) => app.navigate(`/traces/${traceId}${spanId ? `?span=${spanId}` : ''}`) });
  const counts = createChart({ height: () => 88, sync: 'metrics', bars: true, label: 'Counts' });
  const countsBox = h('div', { class: 'metric-counts' }, h('h3'), counts.element);
  const charts = h('div', { class: 'metric-charts' }, h('h3', { class: 'metric-unit' }), chart.element, countsBox);
  const table = valueTable();
  const legend = chartLegend({ onToggle: (id, off) => {
    hidden[off ? 'add' : 'delete'](id);
    draw();
  } });
  const note = h('p', { class: 'metric-note' });
  const filters = dimensionFilters({ onChange: (dimension) => onChange({ dimension }) });
  const exemplars = h('div');
  const below = h('div', { class: 'metric-below' }, h('section', { class: 'metric-lines' }, h('div', { class: 'metric-switch' }, h('h3', null, 'Lines'), split.element, percentile.element), legend.element, note),
    h('section', { class: 'metric-dims' }, h('h3', null, 'Dimensions'), filters.element), exemplars);
  const element = h('div', { class: 'metric' }, h('header', { class: 'metric-head' }, title, about, meta), charts, table.element, below);

  /** @param {{lines: string|null, percentile: string|null, table: boolean, dimension: string[]}} next */
  function show(answer, next) {
    if (data && (data.instrument !== answer.instrument || data.meter !== answer.meter)) {
      hidden.clear();
    }
    data = answer;
    how = next;
    draw();
  }

  function draw() {
    const histogram = data.kind === 'Histogram';
    const dimensional = data.keys.length > 0 && (data.dimensions.length > 1 || data.kind === 'Gauge');
    const gauge = data.kind === 'Gauge';
    const isSplit = gauge || (dimensional && (how.lines ? how.lines === 'each' : splitsByItself(data)));
    const which = how.percentile ?? 'p90';
    const rate = data.kind === 'Counter';
    const unit = unitOf(data.unit, { rate });
    const all = seriesOf(data, { split: isSplit, percentile: which });
    const ranked = all.length > mostLines ? [...all].sort((a, b) => (lastOf(b.values) ?? 0) - (lastOf(a.values) ?? 0)).slice(0, mostLines) : all;
    const shown = ranked.filter((one) => !hidden.has(one.id));
    const countValues = countsOf(data);
    setText(title, data.instrument);
    setText(about, data.description ?? '');
    replace(meta, resourceLabel(data.resource, app.state), h('span', { class: 'metric-kind' }, kindIcon(data.kind), wordOf(data.kind)), data.unit && h('code', null, data.unit), h('code', null, data.meter));
    setText(charts.firstElementChild, `${histogram ? `${isSplit ? which : 'p50, p90, p99'} · ` : ''}${unit.label}`);
    charts.hidden = how.table;
    table.element.hidden = !how.table;
    split.element.hidden = !dimensional || gauge;
    split.show(isSplit ? 'each' : 'overall');
    percentile.element.hidden = !(histogram && isSplit);
    percentile.show(which);
    if (how.table) {
      table.show(data, shown, unit, countValues);
    } else {
      drawCharts(shown, unit, countValues, isSplit);
    }
    legend.show(ranked, hidden, unit, rate ? unitOf(data.unit) : null);
    setText(note, all.length > mostLines ? `The ${mostLines} largest of ${number(all.length)} are shown. Narrow them by the dimensions.` : '');
    below.querySelector('.metric-dims').hidden = data.keys.length === 0;
    filters.show(data.keys, how.dimension);
    drawExemplars(unit);
  }

  function drawCharts(shown, unit, countValues, isSplit) {
    const range = { times: data.times, from: data.from, to: data.to, key: `${data.resource.displayName} ${data.meter} ${data.instrument} ${data.to - data.from}` };
    chart.show({ ...range, unit, series: shown, exemplars: isSplit && how.percentile ? [] : data.exemplars ?? [] });
    chart.element.setAttribute('aria-label', `${data.instrument}: ${shown.map((one) => `${one.label} ${unit.format(lastOf(one.values))}`).slice(0, 6).join(', ')}. The table shows all values.`);
    countsBox.hidden = !countValues;
    if (countValues) {
      setText(countsBox.firstElementChild, `Count per ${stepText()}`);
      counts.show({ ...range, unit: unitOf('{x}'), exemplars: [], series: [{ id: 'count', label: 'count', short: 'count', values: countValues, colour: 'var(--series-7)', dash: [] }] });
      counts.element.setAttribute('aria-label', `${plural(countValues.reduce((sum, value) => sum + (value ?? 0), 0), 'measurement')} in this range`);
    }
  }

  function stepText() {
    const step = Math.round(data.times.length > 1 ? data.times[1] - data.times[0] : data.to - data.from);
    return step < 120 ? `${step} s` : `${Math.round(step / 60)} min`;
  }

  let drawnExemplars = '';
  function drawExemplars(unit) {
    const list = data.exemplars ?? [];
    const now = JSON.stringify(list);
    if (now !== drawnExemplars) {
      drawnExemplars = now;
      replace(exemplars, exemplarList(list, unit));
    }
  }

  return {
    element, show,
    redraw: () => data && draw(),
    dispose() {
      chart.dispose();
      counts.dispose();
    },
  };
}

