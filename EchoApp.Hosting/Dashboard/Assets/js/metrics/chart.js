import uPlot from '../../vendor/uplot/uPlot.esm.js';
import { h, replace } from '../dom.js';
import { clock, exact, shortId } from '../format.js';
import { Colours, onThemeChange } from './colours.js';

const near = 9;
const gapAfter = 3.5;
const exemplarSize = 5;

/**
 * A chart of lines over time that follows its element's width; made anew when the look changes, kept when only the values do.
 * @param {{onExemplar?: (exemplar) => void, height: () => number, sync?: string, bars?: boolean, label: string}} options
 */
export function createChart({ onExemplar, height, sync, bars = false, label }) {
  const holder = h('div', { class: 'chart-holder' });
  const tip = h('div', { class: 'chart-tip', hidden: true, 'aria-hidden': 'true' });
  const element = h('div', { class: 'chart', role: 'img', 'aria-label': label }, holder, tip);
  const colours = new Colours(element);
  let plot = null;
  let shape = '';
  let current = null;
  let hovered = null;
  const resize = new ResizeObserver(() => plot && plot.setSize(size()));
  const offTheme = onThemeChange(() => {
    colours.forget();
    shape = '';
    draw();
  });
  resize.observe(element);
  holder.addEventListener('click', () => hovered && onExemplar?.(hovered));

  const size = () => ({ width: Math.max(120, element.clientWidth), height: height() });

  /** @param {{times: number[], series: object[], exemplars: object[], from: number, to: number, unit: {format: Function, base: number}}} next */
  function show(next) {
    current = next;
    draw();
  }

  function draw() {
    if (!current) {
      return;
    }
    const next = JSON.stringify([current.series.map(({ label: name, colour, dash }) => [name, colour, dash]), current.key]);
    const data = [current.times, ...current.series.map((one) => one.values)];
    if (plot && next === shape) {
      plot.setData(data, false);
      plot.setScale('x', { min: current.from, max: current.to });
    } else {
      plot?.destroy();
      shape = next;
      plot = new uPlot(optionsOf(), data, holder);
    }
  }

  function optionsOf() {
    const ink = colours.get('var(--ink-soft)');
    const rule = colours.get('color-mix(in srgb, var(--rule) 75%, transparent)');
    const font = `${bars ? 11 : 12}px ${getComputedStyle(element).fontFamily}`;
    return {
      ...size(), padding: [bars ? 6 : 12, 28, 0, 0], legend: { show: false },
      cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false }, sync: sync ? { key: sync, setSeries: false } : undefined },
      scales: { x: { time: true, range: () => [current.from, current.to] }, y: { range: (_, low, high) => rangeOf(low, high) } },
      axes: [
        { stroke: ink, font, size: bars ? 8 : 30, grid: { stroke: rule, width: 1 }, ticks: { show: false }, space: 68, incrs: timeSteps, values: (_, ticks, __, ___, step) => ticks.map((tick) => (bars ? '' : clock(tick * 1000, { milliseconds: false }).slice(0, step % 60 === 0 ? 5 : 8))) },
        { stroke: ink, font, size: axisSize, gap: 6, grid: { stroke: rule, width: 1 }, ticks: { show: false }, space: bars ? 24 : 44, incrs: current.unit.base === 1024 ? binarySteps : undefined, values: (_, ticks) => ticks.map((tick) => current.unit.format(tick)) },
      ],
      series: [{}, ...current.series.map(lineOf)],
      hooks: { draw: [drawExemplars], setCursor: [moved] },
    };
  }

  function lineOf({ label: name, colour, dash }) {
    const stroke = colours.get(colour);
    if (bars) {
      return { label: name, stroke, fill: colours.get(`color-mix(in srgb, ${colour} 55%, transparent)`), width: 0, paths: uPlot.paths.bars({ size: [0.8, 24] }), points: { show: false } };
    }
    return { label: name, stroke, dash, width: 2, spanGaps: true, gaps: onlyLongGaps, points: { show: (plotted, index) => plotted.data[index].filter((value) => value !== null).length < 3, size: 6, fill: stroke },
      fill: current.series.length === 1 ? colours.get(`color-mix(in srgb, ${colour} 12%, transparent)`) : undefined };
  }

  /** Exports come more seldom than steps: lines join what they left out, but not where nothing came for longer. */
  function onlyLongGaps(plotted, index, first, last, gaps) {
    const values = plotted.data[index];
    const filled = plotted.data[0].filter((_, at) => values[at] !== null && values[at] !== undefined);
    const steps = filled.slice(1).map((time, at) => time - filled[at]).sort((a, b) => a - b);
    const usual = steps[Math.floor(steps.length / 2)] ?? 0;
    const widest = (plotted.valToPos(usual * gapAfter, 'x', true) - plotted.valToPos(0, 'x', true)) || Infinity;
    return gaps.filter(([from, to]) => to - from > widest);
  }

  function drawExemplars(plotted) {
    const { ctx: context } = plotted;
    const ratio = devicePixelRatio || 1;
    context.save();
    context.fillStyle = colours.get('var(--surface-raised)');
    context.strokeStyle = colours.get('var(--ink)');
    context.lineWidth = 1.5 * ratio;
    for (const one of current.exemplars) {
      const x = plotted.valToPos(one.time, 'x', true);
      const y = plotted.valToPos(one.value, 'y', true);
      if (x >= plotted.bbox.left && x <= plotted.bbox.left + plotted.bbox.width && y >= plotted.bbox.top && y <= plotted.bbox.top + plotted.bbox.height) {
        context.beginPath();
        context.arc(x, y, exemplarSize * ratio * 0.8, 0, Math.PI * 2);
        context.fill();
        context.stroke();
      }
    }
    context.restore();
  }

  function moved(plotted) {
    const { left, top, idx } = plotted.cursor;
    hovered = left < 0 ? null : current.exemplars.find((one) => Math.hypot(plotted.valToPos(one.time, 'x') - left, plotted.valToPos(one.value, 'y') - top) < near) ?? null;
    plotted.over.style.setProperty('cursor', hovered ? 'pointer' : 'crosshair');
    tip.hidden = left < 0 || idx === null || idx === undefined || (bars && !plotted.over.matches(':hover'));
    if (tip.hidden) {
      return;
    }
    fillTip(idx);
    const x = plotted.over.offsetLeft + left;
    const room = element.clientWidth;
    tip.style.setProperty('left', `${x > room / 2 ? Math.max(4, x - tip.offsetWidth - 14) : Math.min(x + 14, room - tip.offsetWidth - 4)}px`);
  }

  function fillTip(index) {
    const rows = current.series.map((one) => ({ ...one, value: one.values[index] })).filter(({ value }) => value !== null && value !== undefined).sort((a, b) => b.value - a.value);
    replace(tip, h('strong', null, exact(current.times[index] * 1000).slice(0, 19)),
      h('ul', null, rows.slice(0, 10).map((one) => h('li', null, h('i', { style: { background: one.colour } }), h('span', null, one.short), h('b', null, current.unit.format(one.value)))),
        rows.length > 10 && h('li', null, h('span', null, `and ${rows.length - 10} more`))),
      rows.length === 0 && h('p', null, 'No values here'),
      hovered && h('p', { class: 'chart-tip-trace' }, `Trace ${shortId(hovered.traceId)}: ${current.unit.format(hovered.value)}. Click to open.`));
  }

  return {
    element, show,
    dispose() {
      resize.disconnect();
      offTheme();
      plot?.destroy();
    },
  };
}

const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200];
const binarySteps = Array.from({ length: 41 }, (_, power) => [1, 2, 4, 5].map((factor) => factor * 2 ** power)).flat().filter((step, at, all) => all.indexOf(step) === at).sort((a, b) => a - b);

function rangeOf(low, high) {
  if (low === null || high === null) {
    return [0, 1];
  }
  const bottom = Math.min(0, low);
  const top = Math.max(0, high);
  return top === bottom ? [bottom, bottom + 1] : [bottom < 0 ? bottom * 1.08 : 0, top > 0 ? top * 1.08 : 0];
}

function axisSize(plotted, values, axis) {
  if (!values) {
    return 48;
  }
  plotted.ctx.font = plotted.axes[axis].font[0];
  const widest = Math.max(...values.map((text) => plotted.ctx.measureText(text).width)) / (devicePixelRatio || 1);
  return Math.max(64, Math.ceil(widest) + 20);
}
