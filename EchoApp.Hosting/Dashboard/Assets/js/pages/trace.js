import { h, replace, setText } from '../dom.js';
import { duration, exact, number, plural, shortId, utc } from '../format.js';
import { icon } from '../icons.js';
import { copyButton } from '../telemetry/details.js';
import { emptyState } from '../telemetry/empty.js';
import { onNarrow } from '../telemetry/narrow.js';
import { resourceLabel } from '../telemetry/resource.js';
import { createOverview } from '../traces/overview.js';
import { spanDetails } from '../traces/span-details.js';
import { titleOf } from '../traces/row.js';
import { OneTrace } from '../traces/trace-feed.js';
import { SpanTree } from '../traces/tree.js';
import { TimeView } from '../traces/view.js';
import { createWaterfall } from '../traces/waterfall.js';

/** The page of one trace: /traces/{traceId}?span= */
export function mount(host, app) {
  let details = null;
  let first = true;
  const feed = new OneTrace(app.api, app.params.traceId, changed);
  const tree = new SpanTree();
  const view = new TimeView(() => drawn && redraw());
  const overview = createOverview({ state: app.state, tree, view });
  const waterfall = createWaterfall({
    state: app.state, tree, view, logsOf: (spanId) => feed.logsOf(spanId), onOpen: (span) => open(span),
    onSelect: (span) => details && open(span), onToggle: () => showTools(),
  });
  const title = h('h1', null, 'Trace');
  const facts = h('dl', { class: 'trace-facts' });
  const notes = h('p', { class: 'tele-note', role: 'status' });
  const tools = {
    tree: h('button', { type: 'button', class: 'button', onclick: () => toggleAll() }),
    out: h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Zoom out', title: 'Zoom out (-)', onclick: () => view.zoom(2) }, icon('zoom-out')),
    in: h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Zoom in', title: 'Zoom in (+)', onclick: () => view.zoom(0.5) }, icon('zoom-in')),
    whole: h('button', { type: 'button', class: 'button', onclick: () => view.reset() }, 'Whole trace'),
  };
  const toolbar = h('div', { class: 'trace-tools', hidden: true }, tools.tree, tools.whole, h('span', { class: 'segments' }, tools.out, tools.in));
  const content = h('div', { class: 'trace-content' }, overview.element, h('div', { class: 'split' }, h('div', { class: 'split-main tele-main' }, waterfall.element)), notes);
  const split = content.querySelector('.split');
  const place = h('div', { class: 'tele-place' });
  const offs = [
    app.stream.on('run', () => feed.restart()),
    app.state.on('telemetry', () => feed.tick()),
    onNarrow((narrow) => waterfall.setNarrow(narrow)),
  ];
  const resize = new ResizeObserver(() => drawn && waterfall.refresh());
  let drawn = false;

  host.append(h('div', { class: 'page fill trace-page' },
    h('header', { class: 'page-head' },
      h('a', { class: 'trace-back', href: '/traces' }, icon('back'), 'Traces'), title,
      toolbar),
    facts, content, place));
  content.hidden = true;
  resize.observe(content);
  feed.load();

  function changed() {
    const { trace, error } = feed;
    content.hidden = !trace;
    facts.hidden = !trace;
    toolbar.hidden = !trace;
    replace(place, !trace && error && emptyState({
      title: error.status === 404 ? 'This trace is not here' : 'This could not be loaded', text: error.detail ?? error.message,
      actions: [h('a', { class: 'button', href: '/traces' }, 'All traces'), h('button', { type: 'button', class: 'button', onclick: () => feed.load() }, 'Look again')], toast: app.toast,
    }));
    if (!trace) {
      setText(title, 'Trace');
      return;
    }
    drawn = true;
    setText(title, titleOf(trace));
    app.setTitle?.(titleOf(trace));
    tree.take(trace.spans);
    view.setTotal(trace.durationMs);
    // Of a single span the waterfall says it all.
    overview.element.hidden = tools.tree.hidden = trace.spans.length < 2;
    showFacts(trace);
    if (first) {
      first = false;
      openFromAddress();
    } else if (details?.spanId) {
      const span = tree.find(details.spanId);
      waterfall.select(span);
    }
  }

  function redraw() {
    waterfall.refresh();
    overview.redraw();
    showTools();
  }

  function showTools() {
    replace(tools.tree, icon(tree.anyCollapsed ? 'expand' : 'collapse'), h('span', null, tree.anyCollapsed ? 'Expand all' : 'Collapse all'));
    tools.whole.hidden = !view.zoomed;
    tools.out.disabled = !view.zoomed;
    overview.redraw();
  }

  function showFacts(trace) {
    const fact = (name, ...value) => h('div', null, h('dt', null, name), h('dd', null, value));
    const roots = trace.spans.filter((span) => !span.parentSpanId);
    replace(facts,
      fact('Start', h('time', { datetime: trace.start, title: utc(trace.start) }, exact(trace.start))),
      fact('Duration', duration(trace.durationMs)),
      fact('Spans', number(trace.spans.length)),
      fact('Depth', number(tree.depth)),
      fact('Errors', trace.errors > 0 ? h('span', { class: 'state tone-error' }, icon('error'), number(trace.errors)) : '0'),
      fact('Logs', h('a', { href: `/structuredlogs?q=${encodeURIComponent(`trace:${trace.traceId}`)}` }, plural(trace.logs, 'record'))),
      h('div', { class: 'trace-fact-wide' }, h('dt', null, 'Resources'), h('dd', null, trace.resources.map((resource) => resourceLabel(resource, app.state, h('b', null, number(resource.spans ?? count(trace, resource))))))),
      fact('Trace', h('span', { class: 'span-id' }, h('code', { title: trace.traceId }, shortId(trace.traceId, 12)), copyButton(trace.traceId, 'Copy the id of the trace', app.toast))));
    setText(notes, [
      roots.length === 0 && 'The first span of this trace has not arrived, or is no longer kept: what is here is shown by its start.',
      trace.droppedSpans > 0 && `${plural(trace.droppedSpans, 'span')} of this trace were dropped.`,
    ].filter(Boolean).join(' '));
  }

  const count = (trace, resource) => trace.spans.filter((span) => span.resource.displayName === resource.displayName).length;

  function toggleAll() {
    if (tree.anyCollapsed) {
      tree.expandAll();
    } else {
      tree.collapseAll();
    }
    redraw();
  }

  function ensureDetails() {
    if (!details) {
      details = spanDetails({ app, parentOf: (span) => tree.parent(span), onSpan: (spanId) => reveal(tree.find(spanId)), onClose: () => {
        details = null;
        app.setQuery({ span: null });
        waterfall.deselect();
      } });
      split.append(details.pane.element);
      details.pane.focus();
    }
    return details;
  }

  function open(span) {
    const focused = details && document.activeElement === waterfall.element;
    app.setQuery({ span: span.spanId });
    ensureDetails().show(span, feed.logsOf(span.spanId));
    details.spanId = span.spanId;
    if (focused) {
      waterfall.element.focus({ preventScroll: true });
    }
  }

  function reveal(span) {
    if (tree.rowOf(span) < 0) {
      tree.reveal(span);
    }
    redraw();
    waterfall.select(span, { center: true });
    open(span);
  }

  function openFromAddress() {
    const spanId = app.query.get('span');
    if (!spanId) {
      details?.pane.close();
      return;
    }
    const span = tree.find(spanId);
    if (span) {
      reveal(span);
    } else {
      ensureDetails().showMissing('This span is not here: it has not arrived, or is no longer kept.');
    }
  }

  return {
    keys: [
      { key: '+', label: 'Zoom in', run: () => view.zoom(0.5) },
      { key: '-', label: 'Zoom out', run: () => view.zoom(2) },
      { key: '0', label: 'The whole trace', run: () => view.reset() },
      { key: '[', label: 'Earlier', run: () => view.pan(-0.25) },
      { key: ']', label: 'Later', run: () => view.pan(0.25) },
    ],
    update() {
      if (!feed.id.startsWith(app.params.traceId)) {
        return false;
      }
      openFromAddress();
      return true;
    },
    unmount() {
      offs.forEach((off) => off());
      resize.disconnect();
      details?.pane.dispose();
      feed.dispose();
      overview.dispose();
      waterfall.dispose();
    },
  };
}
