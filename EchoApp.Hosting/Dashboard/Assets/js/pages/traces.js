import { h, replace, setText } from '../dom.js';
import { filterBox } from '../filter-box.js';
import { number, plural } from '../format.js';
import { icon } from '../icons.js';
import { emptyState, failedState, nothingYet } from '../telemetry/empty.js';
import { filterHelp } from '../telemetry/filter-help.js';
import { losses } from '../telemetry/losses.js';
import { onNarrow } from '../telemetry/narrow.js';
import { resourceSelect, termSelect } from '../telemetry/selects.js';
import { valueOf, withTerm, withValue } from '../telemetry/terms.js';
import { TraceFeed } from '../traces/feed.js';
import { scaleOf, traceHeader, traceRow, updateTraceRow } from '../traces/row.js';
import { VirtualList } from '../virtual-list.js';

const rowHeight = { wide: 36, narrow: 84 };
const durations = [['', 'Any duration'], ['>10ms', '> 10 ms'], ['>100ms', '> 100 ms'], ['>500ms', '> 500 ms'], ['>1s', '> 1 s'], ['>10s', '> 10 s']];

/** The page of traces: /traces?q= */
export function mount(host, app) {
  let scale = 0;
  let unseen = 0;
  let nameTimer = 0;
  let chosen = null;
  const feed = new TraceFeed(app.api, changed);
  const read = () => filter.value;

  const filter = filterBox({ value: app.query.get('q') ?? '', label: 'Filter the traces', placeholder: 'Filter: words, @attribute:value, -not', onInput: (q) => apply(q) });
  const resource = resourceSelect({ state: app.state, read, write: apply });
  const took = termSelect({ name: 'duration', label: 'Duration', options: durations, read, write: apply });
  const name = h('input', { type: 'text', 'aria-label': 'Name of the trace', placeholder: 'any', spellcheck: 'false', autocomplete: 'off', oninput: () => {
    clearTimeout(nameTimer);
    nameTimer = setTimeout(() => apply(withValue(read(), 'name', name.value.trim())), 200);
  } });
  const errors = h('button', { type: 'button', class: 'chip trace-errors', onclick: () => apply(withValue(read(), 'status', valueOf(read(), 'status') === 'error' ? '' : 'error')) }, icon('error'), h('span', null, 'Errors'));
  const pause = h('button', { type: 'button', class: 'button', onclick: () => feed.pause(!feed.paused) });
  const newest = h('button', { type: 'button', class: 'button tele-newest top', hidden: true, onclick: () => toTop() }, icon('chevron-up'), h('span', null));
  const place = h('div', { class: 'tele-place' });
  const note = h('p', { class: 'tele-note', role: 'status' });
  const list = new VirtualList({
    rowHeight: rowHeight.wide, label: 'Traces', role: 'grid', rowRole: 'row', selectable: true, header: traceHeader(), key: (trace) => trace.traceId,
    render: (trace) => traceRow(trace, app.state, scale), update: (element, trace) => updateTraceRow(element, trace, app.state, scale),
    onSelect: (trace) => (chosen = trace.traceId), onOpen: (trace) => app.navigate(`/traces/${trace.traceId}`),
  });
  list.element.classList.add('trace-list');
  list.element.addEventListener('scroll', scrolled, { passive: true });
  const offs = [app.stream.on('run', () => feed.restart()), app.state.on('telemetry', ticked), app.state.on('resources', () => resource.refresh()), onNarrow((narrow) => list.setRowHeight(narrow ? rowHeight.narrow : rowHeight.wide))];

  host.append(h('div', { class: 'page fill' },
    h('header', { class: 'page-head' }, h('h1', null, 'Traces'), h('div', { class: 'tele-actions' }, pause)),
    h('div', { class: 'toolbar' }, h('div', { class: 'tele-filter' }, filter.element, filterHelp('traces', (term) => apply(withTerm(read(), term)))),
      h('label', { class: 'field tele-select trace-named' }, h('span', null, 'Name'), name), resource.element, took.element, errors),
    h('div', { class: 'split' }, h('div', { class: 'split-main tele-main' }, list.element, place, newest)), note));
  showControls();
  show();
  feed.load(read());

  function apply(q) {
    filter.value = q;
    app.setQuery({ q: q || null });
    showControls();
    feed.load(q);
  }

  function showControls() {
    const q = read();
    resource.show();
    took.show();
    errors.setAttribute('aria-pressed', valueOf(q, 'status') === 'error');
    if (document.activeElement !== name) {
      name.value = valueOf(q, 'name');
    }
  }

  function ticked() {
    resource.refresh();
    if (app.state.telemetry) {
      feed.tick(app.state.telemetry.traces.cursor);
      setText(note, summary());
    }
  }

  function changed({ kind, added }) {
    scale = scaleOf(feed.rows);
    if (kind === 'reset') {
      unseen = 0;
      chosen = null;
      list.selected = -1;
      list.setRows(feed.rows);
      list.element.scrollTop = 0;
    } else if (kind !== 'state') {
      list.selected = chosen === null ? -1 : feed.rows.findIndex((trace) => trace.traceId === chosen);
      list.setRows(feed.rows);
      if (kind === 'newer' && added > 0 && list.element.scrollTop > 4) {
        unseen += added;
        list.shift(-added);
      }
    }
    show();
  }

  function scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = list.element;
    if (scrollTop <= 4 && unseen > 0) {
      unseen = 0;
      show();
    }
    if (scrollTop + clientHeight > scrollHeight - 600) {
      feed.older();
    }
  }

  function toTop() {
    list.element.scrollTop = 0;
    unseen = 0;
    show();
  }

  function show() {
    filter.setError(feed.refused);
    replace(pause, icon(feed.paused ? 'play' : 'pause'), h('span', null, feed.paused ? 'Resume' : 'Pause'));
    pause.setAttribute('aria-pressed', feed.paused);
    newest.hidden = unseen === 0;
    setText(newest.lastElementChild, plural(unseen, 'new trace'));
    const empty = feed.rows.length === 0 && feed.phase !== 'loading';
    list.element.hidden = empty;
    if (!empty) {
      replace(place);
    } else if (place.dataset.why !== why() || place.childElementCount === 0) {
      place.dataset.why = why();
      replace(place, emptiness());
    }
    setText(note, summary());
  }

  function why() {
    return feed.phase === 'failed' ? 'failed' : feed.count === 0 ? 'none' : 'filtered';
  }

  function emptiness() {
    if (why() === 'failed') {
      return failedState(feed.error, () => feed.load(read()), app);
    }
    if (why() === 'filtered') {
      return emptyState({ title: 'Nothing matches', text: `None of the ${plural(feed.count, 'trace')} kept matches this filter. New ones that do appear here.`,
        actions: h('button', { type: 'button', class: 'button', onclick: () => apply('') }, 'Clear the filter'), toast: app.toast });
    }
    return nothingYet('No traces yet', 'A trace shows what a request did, through all resources. Send one:', app);
  }

  function summary() {
    return [
      feed.rows.length > 0 && `${plural(feed.rows.length, 'trace')} shown${feed.hasOlder ? ', older ones load as you scroll down' : ''}.`,
      feed.paused && (feed.behind ? 'Paused; new traces wait.' : 'Paused.'),
      feed.dropped > 0 && `The newest ${number(feed.count)} are kept; ${number(feed.dropped)} older ones were dropped.`,
      ...losses(app.state.telemetry?.traces, 'span'),
      feed.error && feed.rows.length > 0 && `${feed.error.detail ?? feed.error.message}`,
    ].filter(Boolean).join(' ');
  }

  return {
    keys: [{ key: 'p', label: 'Pause or resume', run: () => feed.pause(!feed.paused) }],
    update() {
      const q = app.query.get('q') ?? '';
      if (q !== read()) {
        apply(q);
      }
    },
    unmount() {
      clearTimeout(nameTimer);
      offs.forEach((off) => off());
      feed.dispose();
      list.dispose();
    },
  };
}
