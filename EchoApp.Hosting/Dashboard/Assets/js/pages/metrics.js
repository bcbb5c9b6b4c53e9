import { h, replace, setText } from '../dom.js';
import { number } from '../format.js';
import { icon } from '../icons.js';
import { MetricFeed } from '../metrics/feed.js';
import { instrumentView, segments } from '../metrics/instrument.js';
import { instrumentTree } from '../metrics/tree.js';
import { emptyState, failedState, nothingYet } from '../telemetry/empty.js';
import { losses } from '../telemetry/losses.js';
import { onNarrow } from '../telemetry/narrow.js';

const ranges = [[60, '1 min'], [300, '5 min'], [900, '15 min'], [1800, '30 min'], [3600, '1 h'], [10800, '3 h'], [21600, '6 h'], [43200, '12 h']];
const standardWindow = 300;
const favourites = ['http.server.request.duration', 'dotnet.process.cpu.time'];

/** The page of metrics: /metrics?resource=&instanceId=&meter=&instrument=&window=&view=table&lines=overall|each&percentile=&dimension=key=value */
export function mount(host, app) {
  let isNarrow = false;
  const feed = new MetricFeed(app.api, changed);
  const tree = instrumentTree({ state: app.state, onChoose: (choice) => {
    pick(false);
    go({ ...address(choice), dimension: null, lines: null, percentile: null }, { push: true });
  } });
  const view = instrumentView({ app, narrow: () => isNarrow, onChange: (changes) => ('dimension' in changes ? go(changes) : redraw(changes)) });
  const range = segments('Time range', ranges, (value) => go({ window: value === standardWindow ? null : value }));
  const rangeSelect = h('select', { 'aria-label': 'Time range', onchange: () => go({ window: rangeSelect.value }) }, ranges.map(([value, text]) => h('option', { value }, text)));
  const mode = segments('View', [['chart', 'Chart'], ['table', 'Table']], (value) => redraw({ view: value === 'table' ? 'table' : null }));
  const pause = h('button', { type: 'button', class: 'button', onclick: () => togglePause() });
  const picker = h('button', { type: 'button', class: 'button metric-picker', 'aria-expanded': 'false', onclick: () => pick(!layout.classList.contains('picking')) }, icon('metrics'), h('span', null, 'Choose an instrument'), icon('chevron-down'));
  const place = h('div', { class: 'metric-main' });
  const layout = h('div', { class: 'metrics' }, h('aside', { class: 'metric-side', 'aria-label': 'Instruments' }, tree.element), place);
  const note = h('p', { class: 'tele-note', role: 'status' });
  const offs = [
    app.stream.on('run', restarted),
    app.state.on('telemetry', ticked),
    app.state.on('resources', () => feed.resources && tree.setResources(named(feed.resources))),
    onNarrow((narrow) => {
      isNarrow = narrow;
      view.redraw();
    }),
  ];

  host.append(h('div', { class: 'page fill metrics-page' },
    h('header', { class: 'page-head' }, h('h1', null, 'Metrics'),
      h('div', { class: 'metric-tools' }, range.element, h('label', { class: 'field metric-range' }, rangeSelect), mode.element, h('div', { class: 'tele-actions' }, pause))),
    picker, layout, note));
  showTools();
  feed.loadTree();
  if (chosen()) {
    feed.choose(chosen());
  }

  function ticked() {
    if (app.state.telemetry) {
      feed.tick(app.state.telemetry.metrics);
      showNote();
    }
  }

  /** The id of an instance means nothing to another run. */
  function restarted() {
    replace(place);
    app.setQuery({ instanceId: null });
    feed.restart(chosen());
  }

  function chosen() {
    const { query } = app;
    return query.get('instrument') && {
      resource: query.get('resource'), instanceId: query.get('instanceId'), meter: query.get('meter'), instrument: query.get('instrument'),
      window: Number(query.get('window')) || standardWindow, dimension: query.getAll('dimension'),
    };
  }

  function go(changes, options) {
    app.setQuery(changes, options);
    showTools();
    tree.choose(chosen());
    feed.choose(chosen());
  }

  function redraw(changes) {
    app.setQuery(changes);
    showTools();
    showData();
  }

  function changed(what) {
    if (what === 'tree') {
      tree.setResources(named(feed.resources));
      chooseFirst();
      if (feed.resources.length === 0) {
        layout.classList.add('none');
        replace(place, nothingYet('No metrics yet', 'Counters, gauges and histograms appear here as soon as a resource sends them by OpenTelemetry. Send a request:', app));
      } else {
        layout.classList.remove('none');
      }
      picker.hidden = feed.resources.length === 0;
    } else if (what === 'data') {
      showData();
    } else if (feed.error && !place.contains(view.element)) {
      replace(place, feed.error.status === 404
        ? emptyState({ title: 'This instrument is not here', text: feed.error.detail, toast: app.toast })
        : failedState(feed.error, () => feed.choose(chosen()), app));
    }
    showNote();
  }

  function chooseFirst() {
    if (chosen()) {
      tree.choose(chosen());
      return;
    }
    const all = feed.resources.flatMap((resource) => resource.meters.flatMap((meter) => meter.instruments.map((one) => ({ resource: resource.name, instanceId: resource.instanceId, meter: meter.name, instrument: one.name }))));
    const first = favourites.map((name) => all.find((one) => one.instrument === name)).find(Boolean) ?? all[0];
    if (first) {
      go(address(first));
    }
  }

  /** The id of an instance lasts for one run; it is left out where the name says enough, so that addresses stay good. */
  function address(choice) {
    const single = feed.resources.filter((resource) => resource.name === choice.resource).length < 2;
    return { ...choice, instanceId: single ? null : choice.instanceId };
  }

  function showData() {
    const { data } = feed;
    const choice = chosen();
    if (!data || !choice || data.instrument !== choice.instrument) {
      return;
    }
    if (!place.contains(view.element)) {
      replace(place, view.element);
    }
    setText(picker.children[1], data.instrument);
    const sender = named(feed.resources ?? []).filter((one) => one.name === data.resource.name && (!choice.instanceId || one.instanceId === choice.instanceId));
    data.resource.displayName = sender.length === 1 ? sender[0].displayName : data.resource.name;
    view.show(data, { lines: app.query.get('lines'), percentile: app.query.get('percentile'), table: app.query.get('view') === 'table', dimension: choice.dimension });
  }

  function showTools() {
    const window = Number(app.query.get('window')) || standardWindow;
    range.show(window);
    rangeSelect.value = String(window);
    mode.show(app.query.get('view') === 'table' ? 'table' : 'chart');
    replace(pause, icon(feed.paused ? 'play' : 'pause'), h('span', null, feed.paused ? 'Resume' : 'Pause'));
    pause.setAttribute('aria-pressed', String(feed.paused));
  }

  function showNote() {
    const { dropped = 0 } = app.state.telemetry?.metrics ?? {};
    setText(note, [
      feed.paused && 'Paused.',
      dropped > 0 && `${number(dropped)} older points were dropped.`,
      ...losses(app.state.telemetry?.metrics, 'point'),
      feed.error && place.contains(view.element) && feed.error.detail,
    ].filter(Boolean).join(' '));
  }

  function togglePause() {
    feed.pause(!feed.paused);
    showTools();
    showNote();
  }

  function pick(picking) {
    layout.classList.toggle('picking', picking);
    picker.setAttribute('aria-expanded', String(picking));
    if (picking) {
      tree.search.focus();
    }
  }

  /** Instances of one resource are told apart by their display names, as the AppHost gives them. */
  function named(resources) {
    return resources.map((resource) => ({ ...resource, displayName: app.state.ofTelemetry(resource)?.displayName ?? resource.displayName }));
  }

  return {
    keys: [{ key: 'p', label: 'Pause or resume', run: togglePause }, { key: 'v', label: 'Chart or table', run: () => redraw({ view: app.query.get('view') === 'table' ? null : 'table' }) }],
    update() {
      showTools();
      tree.choose(chosen());
      feed.choose(chosen());
      if (feed.resources && !chosen()) {
        chooseFirst();
      }
    },
    unmount() {
      offs.forEach((off) => off());
      feed.dispose();
      view.dispose();
    },
  };
}
