import { h, replace, setText } from '../dom.js';
import { filterBox } from '../filter-box.js';
import { number, plural } from '../format.js';
import { icon } from '../icons.js';
import { logDetails } from '../logs/details.js';
import { LogFeed } from '../logs/feed.js';
import { levelOptions } from '../logs/level.js';
import { logHeader, logRow } from '../logs/row.js';
import { emptyState, failedState, nothingYet } from '../telemetry/empty.js';
import { filterHelp } from '../telemetry/filter-help.js';
import { losses } from '../telemetry/losses.js';
import { onNarrow } from '../telemetry/narrow.js';
import { resourceSelect, termSelect } from '../telemetry/selects.js';
import { withTerm } from '../telemetry/terms.js';
import { VirtualList } from '../virtual-list.js';

const rowHeight = { wide: 30, narrow: 64 };

/** The page of structured logs: /structuredlogs?q=&log=SEQ */
export function mount(host, app) {
  let details = null;
  const feed = new LogFeed(app.api, changed);
  const read = () => filter.value;

  const filter = filterBox({ value: app.query.get('q') ?? '', label: 'Filter the logs', placeholder: 'Filter: words, @attribute:value, -not', onInput: (q) => apply(q) });
  const resource = resourceSelect({ state: app.state, read, write: apply });
  const level = termSelect({ name: 'level', label: 'Level', options: levelOptions, read, write: apply });
  const pause = h('button', { type: 'button', class: 'button', onclick: () => feed.pause(!feed.paused) });
  const clear = h('button', { type: 'button', class: 'button', title: 'Hide what is shown; what comes next appears', onclick: () => (feed.cleared ? feed.show() : feed.clear()) });
  const newest = h('button', { type: 'button', class: 'button tele-newest', hidden: true, onclick: () => list.scrollToEnd() }, icon('end'), 'Newest');
  const place = h('div', { class: 'tele-place' });
  const note = h('p', { class: 'tele-note', role: 'status' });
  const list = new VirtualList({
    rowHeight: rowHeight.wide, label: 'Structured logs', role: 'grid', rowRole: 'row', selectable: true, follow: true, header: logHeader(),
    key: (log) => log.seq, render: (log) => logRow(log, app.state), onFollow: (following) => (newest.hidden = following || feed.rows.length === 0),
    onSelect: (log) => details && open(log), onOpen: (log) => open(log),
  });
  list.element.classList.add('log-list');
  list.element.addEventListener('scroll', () => list.element.scrollTop < 400 && feed.older(), { passive: true });
  const split = h('div', { class: 'split' }, h('div', { class: 'split-main tele-main' }, list.element, place, newest));
  const offs = [app.stream.on('run', restarted), app.state.on('telemetry', ticked), app.state.on('resources', () => resource.refresh()), onNarrow((narrow) => list.setRowHeight(narrow ? rowHeight.narrow : rowHeight.wide))];

  host.append(h('div', { class: 'page fill' },
    h('header', { class: 'page-head' }, h('h1', null, 'Structured logs'), h('div', { class: 'tele-actions' }, pause, clear)),
    h('div', { class: 'toolbar' }, h('div', { class: 'tele-filter' }, filter.element, filterHelp('logs', addTerm)), level.element, resource.element),
    split, note));
  level.show();
  resource.show();
  show();
  feed.load(read());
  openFromAddress();

  function apply(q) {
    filter.value = q;
    app.setQuery({ q: q || null });
    level.show();
    resource.show();
    feed.load(q);
  }

  function addTerm(term) {
    apply(withTerm(read(), term));
  }

  /** A record that is open stays to be read; its number now means another one. */
  function restarted() {
    app.setQuery({ log: null });
    feed.restart();
  }

  function ticked() {
    resource.refresh();
    if (app.state.telemetry) {
      feed.tick(app.state.telemetry.logs.cursor);
      setText(note, summary());
    }
  }

  function changed({ kind, added, removed }) {
    if (kind === 'reset') {
      list.selected = selectedIndex();
      list.setRows(feed.rows);
      list.scrollToEnd();
    } else if (kind !== 'state') {
      const front = kind === 'older' ? added : -removed;
      list.selected = list.selected < 0 ? -1 : Math.max(-1, list.selected + front);
      list.refresh();
      if (front !== 0) {
        list.shift(-front);
      }
    }
    show();
  }

  function show() {
    filter.setError(feed.refused);
    replace(pause, icon(feed.paused ? 'play' : 'pause'), h('span', null, feed.paused ? 'Resume' : 'Pause'));
    pause.setAttribute('aria-pressed', feed.paused);
    pause.classList.toggle('active', feed.paused && feed.behind);
    replace(clear, icon(feed.cleared ? 'logs' : 'clear'), h('span', null, feed.cleared ? 'Show all' : 'Clear view'));
    const empty = feed.rows.length === 0 && feed.phase !== 'loading';
    list.element.hidden = empty;
    newest.hidden = list.following || empty;
    if (!empty) {
      replace(place);
    } else if (place.dataset.why !== why() || place.childElementCount === 0) {
      place.dataset.why = why();
      replace(place, emptiness());
    }
    setText(note, summary());
  }

  function why() {
    return feed.phase === 'failed' ? 'failed' : feed.cleared ? 'cleared' : feed.count === 0 ? 'none' : 'filtered';
  }

  function emptiness() {
    const button = (text, run) => h('button', { type: 'button', class: 'button', onclick: run }, text);
    switch (why()) {
      case 'failed':
        return failedState(feed.error, () => feed.load(read()), app);
      case 'cleared':
        return emptyState({ title: 'Cleared', text: 'What comes next appears here.', actions: button('Show all', () => feed.show()), toast: app.toast });
      case 'filtered':
        return emptyState({ title: 'Nothing matches', text: `None of the ${plural(feed.count, 'record')} kept matches this filter. New ones that do appear here.`, actions: button('Clear the filter', () => apply('')), toast: app.toast });
      default:
        return nothingYet('No structured logs yet', 'They appear here as soon as a resource sends them by OpenTelemetry. Send a request to make some:', app);
    }
  }

  function summary() {
    return [
      feed.rows.length > 0 && `${plural(feed.rows.length, 'record')} shown${feed.hasOlder ? ', older ones load as you scroll up' : ''}.`,
      feed.paused && (feed.behind ? 'Paused; new records wait.' : 'Paused.'),
      feed.dropped > 0 && `The newest ${number(feed.count)} are kept; ${number(feed.dropped)} older ones were dropped.`,
      ...losses(app.state.telemetry?.logs, 'record'),
      feed.error && feed.rows.length > 0 && `${feed.error.detail ?? feed.error.message}`,
    ].filter(Boolean).join(' ');
  }

  function selectedIndex() {
    const seq = Number(app.query.get('log'));
    return seq ? feed.rows.findIndex((log) => log.seq === seq) : -1;
  }

  function ensureDetails() {
    if (!details) {
      details = logDetails({ app, onTerm: addTerm, onClose: () => {
        details = null;
        app.setQuery({ log: null });
        list.selected = -1;
        list.rerender();
      } });
      split.append(details.pane.element);
      details.pane.focus();
    }
    return details;
  }

  function open(log) {
    app.setQuery({ log: log.seq });
    const focused = document.activeElement === list.element && details;
    ensureDetails().show(log);
    if (focused) {
      list.element.focus({ preventScroll: true });
    }
  }

  async function openFromAddress() {
    const seq = app.query.get('log');
    if (!seq) {
      details?.pane.close();
      return;
    }
    try {
      const log = await app.api.get(`telemetry/logs/${encodeURIComponent(seq)}`);
      ensureDetails().show(log);
    } catch (error) {
      ensureDetails().showMissing(error.detail ?? error.message);
    }
  }

  return {
    keys: [
      { key: 'p', label: 'Pause or resume', run: () => feed.pause(!feed.paused) },
      { key: 'e', label: 'To the newest', run: () => list.scrollToEnd() },
    ],
    update() {
      const q = app.query.get('q') ?? '';
      if (q !== read()) {
        apply(q);
      }
      openFromAddress();
    },
    unmount() {
      offs.forEach((off) => off());
      details?.pane.dispose();
      feed.dispose();
      list.dispose();
    },
  };
}
