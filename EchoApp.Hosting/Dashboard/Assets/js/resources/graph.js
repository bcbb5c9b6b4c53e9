import { h, redraw, reconcile, svg } from '../dom.js';
import { icon } from '../icons.js';
import { roving } from '../keyboard.js';
import { stateMark } from './cells.js';
import { edgeKey, layout } from './layout.js';
import { matches } from './rows.js';
import { healthOf, leading, leadingHealth, stateOf, typeIcon, words } from './state.js';

const size = { width: 168, height: 56, gap: 20, layerGap: 60, lane: 12 };
const margin = 20;
const narrow = 560;
const smallest = 0.82;

/** References and waits as a graph: who needs stands before what is needed. */
export class Graph {
  #app;
  #open;
  #drawing = svg('svg', { class: 'graph-lines', 'aria-hidden': 'true' });
  #nodes = h('ul', { class: 'graph-nodes', 'aria-label': 'Resources and what they need' });
  #canvas = h('div', { class: 'graph-canvas' }, this.#drawing, this.#nodes);
  #scroller = h('div', { class: 'graph-scroll', tabindex: '0', role: 'region', 'aria-label': 'Graph' }, this.#canvas);
  #text = h('div', { class: 'graph-text-body' });
  #values = false;
  #last = null;
  #picked = null;
  #seen = false;
  #resize;
  element;

  constructor({ app, open }) {
    this.#app = app;
    this.#open = open;
    const toggle = h('button', { type: 'button', class: 'chip', 'aria-pressed': 'false', onclick: () => {
      this.#values = !this.#values;
      toggle.setAttribute('aria-pressed', this.#values);
      this.show(this.#last);
    } }, icon('parameter'), 'Parameters');
    this.element = h('div', { class: 'graph', hidden: true },
      h('div', { class: 'graph-legend' }, key('reference', 'refers to'), key('wait', 'waits for'), toggle),
      this.#scroller,
      h('details', { class: 'graph-text' }, h('summary', null, 'The graph in words'), this.#text));
    roving(this.#nodes, '.node');
    this.#resize = new ResizeObserver(() => this.#last && !this.element.hidden && this.show(this.#last));
    this.#resize.observe(this.#scroller);
  }

  dispose() {
    this.#resize.disconnect();
  }

  show(view) {
    this.#last = view;
    const groups = this.#groups();
    const edges = this.#edges(groups);
    const down = this.#scroller.clientWidth < narrow;
    const shape = [[...groups.keys()], edges, down];
    const arranged = layout([...groups.keys()], uniquePairs(edges), { ...size, down });
    const wide = arranged.width + 2 * margin;
    const high = arranged.height + 2 * margin;
    this.#canvas.style.setProperty('width', `${wide}px`);
    this.#canvas.style.setProperty('height', `${high}px`);
    redraw(this.#drawing, shape, () => this.#lines(edges, arranged, down, wide, high));
    this.#showNodes(groups, arranged, view);
    redraw(this.#text, [[...groups].map(([name, instances]) => [name, stateOf(leading(instances)).word]), edges], () => this.#words(groups, edges));
    this.#highlight(view.selected);
    this.#canvas.style.setProperty('zoom', String(Math.max(smallest, Math.min(1, (this.#scroller.clientWidth - 4) / wide))));
    if (!this.#seen && this.#scroller.clientWidth > 0) {
      this.#seen = true;
      this.#scroller.scrollLeft = down ? (this.#scroller.scrollWidth - this.#scroller.clientWidth) / 2 : 0;
    }
    if (view.selected !== this.#picked) {
      this.#picked = view.selected;
      this.#nodes.querySelector('.selected')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }

  #groups() {
    return Map.groupBy(this.#app.state.list().filter((resource) => resource.hasLife || this.#values), (resource) => resource.name);
  }

  #edges(groups) {
    const found = new Map();
    for (const [from, instances] of groups) {
      for (const { resource: to, type } of instances[0].relationships) {
        if (groups.has(to) && to !== from) {
          found.set(`${from}→${to} ${kindOf(type)}`, { from, to, kind: kindOf(type) });
        }
      }
    }
    return [...found.values()].sort((a, b) => a.kind.localeCompare(b.kind));
  }

  #lines(edges, arranged, down, wide, high) {
    this.#drawing.setAttribute('viewBox', `0 0 ${wide} ${high}`);
    this.#drawing.setAttribute('width', wide);
    this.#drawing.setAttribute('height', high);
    const from = ports(edges, 'from', 'to', arranged, down);
    const to = ports(edges, 'to', 'from', arranged, down);
    const pairs = Map.groupBy(edges, edgeKey);
    const drawn = [...pairs.values()].flatMap((same) => same.map((edge, index) => {
      const offset = (index - (same.length - 1) / 2) * 9;
      const { path, head } = curve(edge, arranged, down, { start: from.get(edge), lane: offset, end: to.get(edge) });
      return svg('g', { class: `edge ${edge.kind}`, 'data-from': edge.from, 'data-to': edge.to }, svg('path', { d: path, class: 'edge-line' }), svg('path', { d: head, class: 'edge-head' }));
    }));
    return svg('g', { transform: `translate(${margin} ${margin})` }, drawn);
  }

  #showNodes(groups, arranged, { filters, selected }) {
    const rows = [...groups].map(([name, instances]) => ({ name, instances, lead: leading(instances), at: arranged.nodes.get(name) }))
      .sort((a, b) => a.at.x - b.at.x || a.at.y - b.at.y);
    reconcile(this.#nodes, rows, (row) => row.name,
      () => h('li', null, h('button', { type: 'button', class: 'node' })),
      (element, row) => {
        const node = element.firstChild;
        const state = stateOf(row.lead);
        const health = healthOf(leadingHealth(row.instances));
        const current = row.instances.some((resource) => resource.id === selected);
        element.style.setProperty('left', `${row.at.x + margin - size.width / 2}px`);
        element.style.setProperty('top', `${row.at.y + margin - size.height / 2}px`);
        node.className = `node tone-${state.tone}${current ? ' selected' : ''}${row.instances.some((resource) => matches(resource, filters)) ? '' : ' faint'}`;
        node.setAttribute('aria-pressed', current);
        node.onclick = () => this.#open(row.lead.id);
        redraw(node, [state, health, row.name, row.instances.length, row.lead.type], () => [
          h('span', { class: 'node-name' }, icon(typeIcon(row.lead.type), words(row.lead.type)), h('span', { class: 'res-text', title: row.name }, row.name),
            row.instances.length > 1 ? h('span', { class: 'replicas' }, `× ${row.instances.length}`) : null),
          h('span', { class: 'node-state' }, stateMark(state), health && health.word !== 'Healthy' && state.word === 'Running' ? stateMark(health) : null)]);
      });
  }

  #highlight(selected) {
    const name = selected ? this.#app.state.resources.get(selected)?.name : null;
    this.#drawing.classList.toggle('picked', Boolean(name));
    for (const edge of this.#drawing.querySelectorAll('.edge')) {
      edge.classList.toggle('near', edge.dataset.from === name || edge.dataset.to === name);
    }
  }

  #words(groups, edges) {
    return h('ul', null, [...groups].map(([name, instances]) => {
      const list = (kind) => edges.filter((edge) => edge.from === name && edge.kind === kind).map((edge) => edge.to).join(', ');
      const parts = [list('reference') && `refers to ${list('reference')}`, list('wait') && `waits for ${list('wait')}`, list('other') && `belongs to ${list('other')}`].filter(Boolean);
      return h('li', null, h('strong', null, name), ` (${stateOf(leading(instances)).word}) ${parts.join('; ') || 'needs nothing'}.`);
    }));
  }
}

function kindOf(type) {
  return type.startsWith('Wait') ? 'wait' : type === 'Reference' ? 'reference' : 'other';
}

function uniquePairs(edges) {
  return [...new Map(edges.map((edge) => [edgeKey(edge), edge])).values()];
}

function key(kind, text) {
  return h('span', { class: 'graph-key' }, svg('svg', { class: `edge ${kind}`, width: 36, height: 10, viewBox: '0 0 36 10', 'aria-hidden': 'true' }, svg('path', { d: 'M1 5H28', class: 'edge-line' }), svg('path', { d: 'M35 5L27 1V9z', class: 'edge-head' })), text);
}

/** Edges of one node leave and arrive side by side, in the order of where they lead. */
function ports(edges, own, other, arranged, down) {
  const room = (down ? size.width : size.height) - 20;
  const offsets = new Map();
  const towards = (edge) => {
    const through = arranged.routes.get(edgeKey(edge)) ?? [];
    const next = through.at(own === 'from' ? 0 : -1) ?? arranged.nodes.get(edge[other]);
    return down ? next.x : next.y;
  };
  for (const some of Map.groupBy(edges, (edge) => edge[own]).values()) {
    const step = Math.min(12, room / Math.max(1, some.length - 1));
    some.sort((a, b) => towards(a) - towards(b) || a.kind.localeCompare(b.kind))
      .forEach((edge, index) => offsets.set(edge, (index - (some.length - 1) / 2) * step));
  }
  return offsets;
}

/** From the side of one node to the side of the other, through the lanes between. An edge that was turned round leads back the same way. */
function curve(edge, arranged, down, offsets) {
  const turned = arranged.routes.get(edgeKey({ from: edge.to, to: edge.from }));
  const between = arranged.routes.get(edgeKey(edge)) ?? turned?.toReversed() ?? [];
  const sign = arranged.routes.has(edgeKey(edge)) ? 1 : -1;
  const half = (down ? size.height : size.width) / 2;
  const move = ({ x, y }, by, offset) => (down ? { x: x + offset, y: y + by } : { x: x + by, y: y + offset });
  const start = move(arranged.nodes.get(edge.from), sign * half, offsets.start);
  const end = move(arranged.nodes.get(edge.to), -sign * (half + 9), offsets.end);
  const points = [start, ...between.flatMap((point) => [move(point, -sign * half, offsets.lane), move(point, sign * half, offsets.lane)]), end];
  let path = `M${start.x} ${start.y}`;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1];
    const b = points[i];
    const bend = down ? (b.y - a.y) / 2 : (b.x - a.x) / 2;
    path += down ? `C${a.x} ${a.y + bend} ${b.x} ${b.y - bend} ${b.x} ${b.y}` : `C${a.x + bend} ${a.y} ${b.x - bend} ${b.y} ${b.x} ${b.y}`;
  }
  const tip = move(arranged.nodes.get(edge.to), -sign * half, offsets.end);
  const head = down
    ? `M${tip.x} ${tip.y}L${tip.x - 4.5} ${tip.y - 9 * sign}L${tip.x + 4.5} ${tip.y - 9 * sign}z`
    : `M${tip.x} ${tip.y}L${tip.x - 9 * sign} ${tip.y - 4.5}L${tip.x - 9 * sign} ${tip.y + 4.5}z`;
  return { path, head };
}
