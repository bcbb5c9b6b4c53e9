import { h, replace, setProp } from '../dom.js';
import { duration } from '../format.js';
import { icon } from '../icons.js';
import { kindOf } from '../logs/level.js';
import { VirtualList } from '../virtual-list.js';
import { hintOf, kindIcon } from './spans.js';

const rowHeight = { wide: 30, narrow: 66 };

/**
 * The rows of a trace: names as a tree at the left, bars in time at the right.
 * @param {{state, tree: import('./tree.js').SpanTree, view: import('./view.js').TimeView, logsOf: (spanId: string) => any[], onOpen: (span) => void, onSelect: (span) => void, onToggle: () => void}} options
 */
export function createWaterfall({ state, tree, view, logsOf, onOpen, onSelect, onToggle }) {
  const axis = h('div', { class: 'wf-axis', role: 'columnheader', 'aria-label': 'Time' });
  const list = new VirtualList({
    rowHeight: rowHeight.wide, role: 'treegrid', rowRole: 'row', label: 'Spans', selectable: true, key: (span) => span.spanId,
    header: h('div', { class: 'wf-row wf-head', role: 'row' }, h('span', { role: 'columnheader', class: 'wf-title' }, 'Span'), axis),
    render: (span) => update(h('div', { class: 'wf-row' }), span), update, onOpen, onSelect,
  });
  let version = 0;
  list.element.classList.add('wf');
  list.element.addEventListener('keydown', pressed);
  list.element.addEventListener('wheel', wheeled, { passive: false });

  function update(element, span) {
    if (element.version === version && element.span === span) {
      return element;
    }
    element.version = version;
    element.span = span;
    const failed = span.status === 'Error';
    const below = tree.below(span);
    const collapsed = tree.isCollapsed(span);
    setProp(element, 'style', { '--series': state.colourOf(span.resource.name), '--depth': String(Math.min(span.depth, 24)) });
    setProp(element, 'aria-level', span.depth + 1);
    setProp(element, 'aria-expanded', below > 0 ? String(!collapsed) : null);
    element.classList.toggle('failed', failed);
    const hint = hintOf(span);
    replace(element,
      h('span', { role: 'gridcell', class: 'wf-name' }, h('span', { class: 'wf-indent', 'aria-hidden': 'true' }),
        below > 0
          ? h('button', { type: 'button', class: 'wf-toggle', tabindex: '-1', 'aria-label': collapsed ? `Expand ${below} spans` : 'Collapse', onclick: () => toggle(span) }, icon(collapsed ? 'chevron-right' : 'chevron-down'))
          : h('span', { class: 'wf-toggle' }),
        h('span', { class: 'wf-kind', title: `${span.resource.displayName} · ${(span.kind || 'Internal').toLowerCase()}` }, kindIcon(span.kind)),
        h('span', { class: 'wf-text', title: `${span.name}${hint ?? ''}` }, h('span', { class: 'visually-hidden' }, `${span.resource.displayName}: `), span.name, hint && h('span', { class: 'wf-peer' }, hint)),
        collapsed && h('span', { class: 'wf-hidden' }, `+${below}`),
        (failed || tree.hidesError(span)) && h('span', { class: 'tone-error wf-error' }, icon('error', failed ? 'failed' : 'a span below failed'))),
      h('span', { role: 'gridcell', class: 'wf-line' }, line(span)));
    return element;
  }

  function line(span) {
    const from = view.percent(span.offsetMs);
    const to = view.percent(span.offsetMs + span.durationMs);
    const text = duration(span.durationMs);
    if (to < 0 || from > 100) {
      return [h('span', { class: ['wf-away', to < 0 ? 'before' : 'after'] }, to < 0 ? `‹ ${text}` : `${text} ›`)];
    }
    const [left, right] = [Math.max(0, from), Math.min(100, to)];
    const side = right < 82 ? 'after' : left > 18 ? 'before' : 'inside';
    const place = { after: ['left', right], before: ['right', 100 - left], inside: ['right', 100 - right] }[side];
    return [
      h('i', { class: 'wf-bar', style: { left: `${left}%`, width: `${right - left}%` } }),
      h('span', { class: ['wf-duration', side], style: { [place[0]]: `${place[1]}%` } }, text),
      span.events.map((event) => tick(event.offsetMs, event.name === 'exception' ? 'wf-event exception' : 'wf-event', `${event.name} at ${duration(event.offsetMs)}`)),
      logsOf(span.spanId).map((log) => tick(log.offsetMs, `wf-log ${kindOf(log.level)}`, `${log.level}: ${log.message.slice(0, 200)}`)),
    ];
  }

  function tick(offset, kind, title) {
    const at = view.percent(offset);
    return at >= 0 && at <= 100 && h('i', { class: kind, title, style: { left: `${at}%` } });
  }

  function drawAxis() {
    const width = axis.clientWidth || 600;
    const { list: ticks, step, phase } = view.ticks(Math.max(2, Math.floor(width / 110)));
    replace(axis, ticks.map(({ at, text }) => h('span', { class: at > 94 ? 'last' : null, style: { left: `${at}%` } }, text)));
    list.element.style.setProperty('--tick-step', `${step}%`);
    list.element.style.setProperty('--tick-phase', `${phase}%`);
  }

  function toggle(span, collapsed) {
    tree.toggle(span, collapsed);
    refresh();
    list.selected = tree.rowOf(span);
    onToggle();
  }

  /** Draws all anew: the tree, the view, or the logs have changed. */
  function refresh() {
    version += 1;
    drawAxis();
    list.setRows(tree.rows);
  }

  function pressed(event) {
    const span = tree.rows[list.selected];
    if (event.target !== list.element || event.metaKey || event.ctrlKey || event.altKey || !span) {
      return;
    }
    if (event.key === 'ArrowRight' && tree.below(span) > 0) {
      if (tree.isCollapsed(span)) {
        toggle(span, false);
      } else {
        list.select(list.selected + 1);
      }
      event.preventDefault();
    } else if (event.key === 'ArrowLeft') {
      if (tree.below(span) > 0 && !tree.isCollapsed(span)) {
        toggle(span, true);
      } else if (tree.parent(span)) {
        list.select(tree.rowOf(tree.parent(span)));
      }
      event.preventDefault();
    }
  }

  function wheeled(event) {
    if (!event.ctrlKey) {
      return;
    }
    event.preventDefault();
    const { left, width } = axis.getBoundingClientRect();
    view.zoom(event.deltaY > 0 ? 1.25 : 0.8, Math.max(0, Math.min(1, (event.clientX - left) / width)));
  }

  return {
    element: list.element, list, refresh,
    /** @param {boolean} narrow names above bars, for phones */
    setNarrow: (narrow) => list.setRowHeight(narrow ? rowHeight.narrow : rowHeight.wide),
    select(span, { center = false } = {}) {
      const index = tree.rowOf(span);
      list.select(index, { silent: true, scroll: !center });
      if (center && index >= 0) {
        list.scrollToIndex(index, 'center');
      }
    },
    deselect() {
      list.selected = -1;
      list.element.removeAttribute('aria-activedescendant');
      list.rerender();
    },
    dispose: () => list.dispose(),
  };
}
