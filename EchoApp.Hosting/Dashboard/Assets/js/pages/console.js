import { cellsOf, measureLines } from '../console/cells.js';
import { download } from '../console/download.js';
import { finder, Lines } from '../console/lines.js';
import { lineElement } from '../console/line-view.js';
import { picker } from '../console/picker.js';
import { settings } from '../console/settings.js';
import { h, redraw, replace, setText } from '../dom.js';
import { filterBox } from '../filter-box.js';
import { compact, number, plural } from '../format.js';
import { icon } from '../icons.js';
import { VirtualList } from '../virtual-list.js';

const rowHeight = 20;
const kept = 100_000;

/** What the resources write: one, its replicas, or all together in the order of arrival. */
export function mount(host, app) {
  const { state, stream } = app;
  let selection = null;
  let find = null;
  let measured = '';
  let digits = 4;

  const lines = new Lines(nameOf);
  const list = new VirtualList({ rowHeight, render: (line) => lineElement(line, { find, together: together(), colourOf: (name) => state.colourOf(name) }), follow: true, onFollow: showStatus, label: 'Lines' });
  const resources = picker(state, (name) => app.navigate(`/consolelogs${name ? `/${encodeURIComponent(name)}` : ''}${location.search}`));
  const filter = filterBox({ value: app.query.get('q') ?? '', label: 'Filter lines', placeholder: 'Filter: text, or /expression/', onInput: (text) => { app.setQuery({ q: text }); applyFilter(); } });
  const view = settings((option) => {
    show();
    if (option === 'wrap') {
      list.rerender();
    }
  });
  const pause = h('button', { type: 'button', class: 'button', 'aria-keyshortcuts': 'p', onclick: togglePause });
  const status = h('p', { class: 'console-status num' });
  const follow = h('button', { type: 'button', class: 'button follow', title: 'Follow the newest (End)', onclick: () => list.scrollToEnd() });
  const empty = h('div', { class: 'empty console-empty', hidden: true });
  const body = h('div', { class: 'console' }, list.element, empty, follow);

  host.append(h('div', { class: 'page fill console-page' },
    h('header', { class: 'page-head' }, h('h1', null, 'Console'), resources.element),
    h('div', { class: 'toolbar' }, filter.element, h('div', { class: 'console-tools', role: 'toolbar', 'aria-label': 'Lines' }, pause, ...view.buttons,
      tool('clear', 'Clear the view (x)', clear), tool('download', 'Download what is shown', save))),
    body, status));

  function tool(name, label, run) {
    return h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick: run }, icon(name));
  }

  function nameOf(id) {
    const resource = state.resources.get(id);
    return { name: resource?.displayName ?? id, resourceName: resource?.name ?? id };
  }

  function together() {
    return selection === '' || state.find(selection ?? '').length > 1;
  }

  function select() {
    const wanted = app.params.resource ?? '';
    if (wanted !== selection) {
      selection = wanted;
      lines.reset();
      lines.unclear();
      lines.resume();
      digits = 4;
      list.setRows(lines.view);
      list.rerender();
      list.scrollToEnd();
      stream.select({ console: [wanted || '*'], tail: kept });
      app.setTitle(wanted ? `Console: ${wanted}` : 'Console');
    }
    show();
  }

  function applyFilter() {
    try {
      find = finder(app.query.get('q') ?? '');
      filter.setError(null);
    } catch (error) {
      filter.setError(`The expression cannot be read: ${error.message.split(': ').at(-1).toLowerCase()}`);
      return;
    }
    lines.filter(find);
    list.setRows(lines.view);
    list.rerender();
    show();
  }

  function arrived(data) {
    if (data.reset) {
      lines.reset();
      lines.unclear();
      list.setRows(lines.view);
    }
    lines.dropped = Math.max(lines.dropped, data.dropped ?? 0);
    digits = Math.max(digits, String(data.lines.at(-1)?.[2] ?? 0).length);
    measure();
    const gone = lines.add(data.lines);
    if (gone > 0) {
      list.remeasure();
      list.shift(gone);
    }
    list.refresh();
    showStatus();
  }

  function togglePause() {
    if (lines.paused) {
      lines.resume();
      list.refresh();
    } else {
      lines.pause();
    }
    show();
  }

  function clear() {
    lines.clear();
    list.setRows(lines.view);
    show();
  }

  function unclear() {
    lines.unclear();
    list.setRows(lines.view);
    list.scrollToEnd();
    show();
  }

  function save() {
    download(lines.view, selection || 'all', together());
    app.toast(`${plural(lines.view.length, 'line')} downloaded.`, { kind: 'success' });
  }

  function show() {
    resources.show(selection ?? '');
    view.apply(body);
    measure();
    pause.setAttribute('aria-pressed', lines.paused);
    redraw(pause, lines.paused, () => [icon(lines.paused ? 'play' : 'pause'), h('span', { class: 'tool-word' }, lines.paused ? 'Resume' : 'Pause')]);
    list.refresh();
    showStatus();
  }

  /** Columns are as wide as what they hold, in character cells; wrapped lines need to know how many cells they have. */
  function measure() {
    const width = list.element.clientWidth;
    const names = together() ? Math.min(width < 600 ? 9 : 24, Math.max(0, ...state.list().filter((one) => one.hasLife).map((one) => one.displayName.length))) : 0;
    const signature = [width, names, digits, ...view.chosen].join();
    if (signature === measured || width === 0) {
      return;
    }
    measured = signature;
    body.style.setProperty('--name-cells', String(names));
    body.style.setProperty('--number-cells', String(digits));
    if (!view.on('wrap')) {
      list.setUnits(null);
      return;
    }
    const { cell, left } = measureLines(body, names > 0);
    const columns = Math.max(10, Math.floor((width - left - 20) / cell));
    body.style.setProperty('--text-width', `${columns * cell + 0.5}px`);
    list.setUnits((line) => Math.max(1, Math.ceil(cellsOf(line.plain) / columns)));
  }

  function showStatus() {
    const shown = lines.view.length;
    const parts = [shown === lines.total ? plural(lines.total, 'line') : `${number(shown)} of ${plural(lines.total, 'line')}`];
    if (lines.dropped > 0) {
      parts.push(`${number(lines.dropped)} older no longer kept`);
    }
    if (lines.paused) {
      parts.push(lines.waiting > 0 ? `paused, ${compact(lines.waiting)} new waiting` : 'paused');
    }
    redraw(status, [parts, lines.isCleared], () => [parts.join(' · '), lines.isCleared ? h('button', { type: 'button', class: 'link-button', onclick: unclear }, 'Show what was cleared') : null]);
    follow.hidden = list.following || shown === 0;
    redraw(follow, 'follow', () => [icon('end'), 'Follow']);
    filter.setNote(find ? number(shown) : '');
    empty.hidden = shown > 0;
    if (shown === 0) {
      redraw(empty, [lines.total > 0, Boolean(find), lines.isCleared, selection, state.loaded && selection !== '' && state.find(selection ?? '').length === 0], emptiness);
    }
  }

  function emptiness() {
    if (state.loaded && selection && state.find(selection).length === 0) {
      return [h('h2', null, `No resource “${selection}”`), h('p', null, 'It may have had another name, or been a replica of an earlier run. Choose one above, or see all together.'), h('a', { class: 'button', href: '/consolelogs' }, 'All together')];
    }
    if (lines.total > 0 && find) {
      return [h('h2', null, 'No line fits the filter'), h('p', null, 'Lines that fit appear here as they are written.')];
    }
    return [h('h2', null, lines.isCleared ? 'Cleared' : 'Nothing written yet'), h('p', null, selection ? `What ${selection} writes to its standard output and error appears here.` : 'What the resources write to their standard output and error appears here.')];
  }

  function selecting() {
    const selected = getSelection();
    if (list.following && selected && !selected.isCollapsed && list.element.contains(selected.anchorNode)) {
      list.stopFollowing();
    }
  }

  const offs = [stream.on('console', arrived), state.on('resources', () => show())];
  const resized = new ResizeObserver(() => measure());
  resized.observe(list.element);
  document.addEventListener('selectionchange', selecting);
  applyFilter();
  select();

  return {
    update() {
      filter.value = app.query.get('q') ?? '';
      select();
      applyFilter();
    },
    unmount() {
      offs.forEach((off) => off());
      resized.disconnect();
      document.removeEventListener('selectionchange', selecting);
      list.dispose();
      replace(host);
      stream.select({ console: null });
    },
    keys: [
      { key: 'p', label: 'Pause or resume', run: togglePause },
      { key: 'End', label: 'Follow the newest', run: () => list.scrollToEnd() },
      { key: 'w', label: 'Wrap long lines', run: () => view.toggle('wrap') },
      { key: 'i', label: 'Times', run: () => view.toggle('time') },
      { key: 'n', label: 'Line numbers', run: () => view.toggle('number') },
      { key: 'x', label: 'Clear the view', run: clear },
    ],
  };
}
