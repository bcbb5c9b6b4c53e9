import { eachFrame, h, redraw, setText } from '../dom.js';
import { filterBox } from '../filter-box.js';
import { plural } from '../format.js';
import { icon } from '../icons.js';
import { Commands } from '../resources/commands.js';
import { Details } from '../resources/details.js';
import { choices } from '../resources/filters.js';
import { Graph } from '../resources/graph.js';
import { arrange, sortable } from '../resources/rows.js';
import { leading, stateOf } from '../resources/state.js';
import { Table } from '../resources/table.js';

const closedKey = 'echoapp.resources.closed';

/** Everything that runs: as a table or as a graph, with the details of one at the side. */
export function mount(host, app) {
  const { state } = app;
  const draw = eachFrame(() => show());
  const commands = new Commands(app, draw);
  const closed = new Set(JSON.parse(localStorage.getItem(closedKey) ?? '["values"]'));
  const table = new Table({ app, commands, open, sortBy, toggle });
  const graph = new Graph({ app, open });
  const filter = filterBox({ value: app.query.get('q') ?? '', label: 'Filter resources', placeholder: 'Filter by name, type, state, source, address', onInput: (text) => change({ q: text }) });
  const chosen = choices(app, change);
  const summary = h('p', { class: 'summary', 'aria-live': 'polite' });
  const views = ['table', 'graph'].map((name) => h('button', { type: 'button', class: 'button', onclick: () => change({ view: name === 'table' ? null : name }, true) }, icon(name), h('span', { class: 'tool-word' }, name === 'table' ? 'Table' : 'Graph')));
  const empty = h('div', { class: 'empty', hidden: true });
  const main = h('div', { class: 'split-main resources-main' }, table.element, graph.element, empty);
  const split = h('div', { class: 'split' }, main);
  let details = null;

  host.append(h('div', { class: 'page fill resources-page' },
    h('header', { class: 'page-head' }, h('h1', null, 'Resources'), summary, h('div', { class: 'segments', role: 'group', 'aria-label': 'View' }, views)),
    h('div', { class: 'toolbar' }, filter.element, chosen.element),
    split));

  function change(changes, push = false) {
    app.setQuery(changes, { push });
    draw();
  }

  function open(id) {
    const resource = state.resources.get(id);
    app.setQuery({ resource: resource?.displayName ?? id }, { push: true });
    showDetails(true);
    draw();
  }

  function sortBy(name) {
    const now = sort();
    change({ sort: name === 'name' ? null : name, dir: now.by === name && !now.descending ? 'desc' : null });
  }

  function sort() {
    const by = app.query.get('sort');
    return { by: sortable.includes(by) ? by : 'name', descending: app.query.get('dir') === 'desc' };
  }

  function toggle(name) {
    if (!closed.delete(name)) {
      closed.add(name);
    }
    localStorage.setItem(closedKey, JSON.stringify([...closed]));
    draw();
  }

  function wanted() {
    const query = app.query;
    return {
      words: (query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean),
      types: query.getAll('type'), states: query.getAll('state'), healths: query.getAll('health'),
    };
  }

  function show() {
    const query = app.query;
    const view = query.get('view') === 'graph' ? 'graph' : 'table';
    const filters = wanted();
    const filtered = filters.words.length + filters.types.length + filters.states.length + filters.healths.length > 0;
    views.forEach((button, index) => button.setAttribute('aria-pressed', (index === 1) === (view === 'graph')));
    chosen.show();
    showSummary();
    const selected = state.find(query.get('resource') ?? '')[0]?.id ?? null;
    const { rows, values } = arrange(state, filters, sort());
    const none = state.loaded && rows.length + values.length === 0;
    table.element.hidden = view === 'graph' || none || !state.loaded;
    graph.element.hidden = view !== 'graph' || none || !state.loaded;
    empty.hidden = !none && state.loaded;
    if (!state.loaded) {
      redraw(empty, 'loading', () => h('p', { class: 'loading' }, 'Waiting for what the AppHost tells about its resources.'));
    } else if (none) {
      redraw(empty, filtered, () => emptiness(filtered));
    } else if (view === 'table') {
      table.show({ rows, values, sort: sort(), selected, closed, valuesOpen: !closed.has('values') || (filtered && rows.length === 0) || filters.types.length > 0 });
    } else {
      graph.show({ filters, selected });
    }
    showDetails(false);
  }

  function emptiness(filtered) {
    return filtered
      ? [h('h2', null, 'Nothing fits the filter'), h('p', null, 'Resources are there, but none of them has all that is asked for.'),
        h('button', { type: 'button', class: 'button', onclick: () => { filter.value = ''; change({ q: null, type: null, state: null, health: null }); } }, 'Show all')]
      : [h('h2', null, 'No resources'), h('p', null, 'The AppHost has no resources yet. Add one to AppHost.cs, such as builder.AddProject<Projects.EchoApp_Web>("web"), and run it again.')];
  }

  function showSummary() {
    const living = state.list().filter((resource) => resource.hasLife);
    const running = living.filter((resource) => resource.state === 'Running').length;
    const troubled = living.filter((resource) => stateOf(resource).tone === 'error' || resource.health === 'Unhealthy').length;
    setText(summary, state.loaded ? [`${running} of ${plural(living.length, 'instance')} running`, troubled > 0 ? `${troubled} in trouble` : null].filter(Boolean).join(', ') : '');
  }

  /** What opens a resource's details, in the view that is shown; it may have been built anew since. */
  function opener({ displayName, name }) {
    return graph.element.hidden
      ? [...main.querySelectorAll('tr[data-open]')].find((row) => row.dataset.resource === displayName)?.querySelector('.res-open')
      : [...main.querySelectorAll('.graph-nodes > li')].find((node) => node.dataset.key === name)?.firstChild;
  }

  function showDetails(focus) {
    const name = app.query.get('resource');
    const found = name ? state.find(name) : [];
    const resource = found.length > 1 ? leading(found) : found[0];
    const inside = details?.element.contains(document.activeElement);
    if (details && (!name || (resource && details.id !== resource.id))) {
      details.dispose();
      details = null;
    }
    if (resource && !details) {
      details = new Details({ app, commands, resource, returnTo: () => opener(resource), onClose: () => { details = null; app.setQuery({ resource: null }, { push: true }); show(); } });
      split.append(details.element);
      if (focus || inside) {
        details.focus();
      }
    }
    details?.show(resource);
  }

  const offs = [state.on('resources', draw), state.on('usage', draw), state.on('telemetry', draw)];
  const ticking = setInterval(() => table.tick(), 1000);
  show();

  return {
    update() {
      filter.value = app.query.get('q') ?? '';
      show();
    },
    unmount() {
      offs.forEach((off) => off());
      clearInterval(ticking);
      details?.dispose();
      graph.dispose();
    },
    keys: [
      { key: 'g', label: 'Graph or table', run: () => change({ view: app.query.get('view') === 'graph' ? null : 'graph' }, true) },
      { key: 'ArrowDown', run: () => { const first = main.querySelector('.res-open, .node'); first?.focus(); return document.activeElement === first; } },
    ],
  };
}
