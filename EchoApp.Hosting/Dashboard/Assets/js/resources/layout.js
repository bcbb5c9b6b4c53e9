const sweeps = 12;

/**
 * A layered layout: every edge leads at least one layer on (cycles are broken by turning an edge round), long edges pass
 * through places of their own in the layers between, and the order within the layers is settled by the neighbours' middles.
 * @param {string[]} names
 * @param {{from: string, to: string}[]} edges
 * @param {{width: number, height: number, gap: number, layerGap: number, down: boolean, lane: number}} size of a node; `down`: layers below each other instead of side by side
 * @returns {{nodes: Map<string, {x: number, y: number}>, routes: Map<string, {x: number, y: number}[]>, width: number, height: number}}
 *   places of nodes (their middles), and the points that each edge ("from→to") passes through between its ends
 */
export function layout(names, edges, size) {
  const forward = acyclic(names, edges.filter((edge) => edge.from !== edge.to));
  const layerOf = layers(names, forward);
  const { rows, links, lanes } = withLanes(names, forward, layerOf);
  order(rows, links);
  return place(rows, links, lanes, size);
}

export const edgeKey = ({ from, to }) => `${from}→${to}`;

function acyclic(names, edges) {
  const next = Map.groupBy(edges, (edge) => edge.from);
  const seen = new Map();
  const kept = new Map();

  function visit(name) {
    seen.set(name, 'open');
    for (const edge of next.get(name) ?? []) {
      const turned = seen.get(edge.to) === 'open';
      const [from, to] = turned ? [edge.to, edge.from] : [edge.from, edge.to];
      kept.set(edgeKey({ from, to }), { from, to });
      if (!seen.has(edge.to)) {
        visit(edge.to);
      }
    }
    seen.set(name, 'done');
  }

  // Those that nobody needs come first, so that what is turned round is what closes a cycle.
  const needed = new Set(edges.map((edge) => edge.to));
  for (const name of [...names].sort((a, b) => Number(needed.has(a)) - Number(needed.has(b)))) {
    if (!seen.has(name)) {
      visit(name);
    }
  }
  return [...kept.values()];
}

/** Layer 0 are those that need nothing; each stands right before what it needs. */
function layers(names, edges) {
  const next = Map.groupBy(edges, (edge) => edge.from);
  const depth = new Map();
  const depthOf = (name) => {
    if (!depth.has(name)) {
      depth.set(name, Math.max(-1, ...(next.get(name) ?? []).map((edge) => depthOf(edge.to))) + 1);
    }
    return depth.get(name);
  };
  const deepest = Math.max(0, ...names.map(depthOf));
  return new Map(names.map((name) => [name, deepest - depth.get(name)]));
}

function withLanes(names, edges, layerOf) {
  const rows = Array.from({ length: Math.max(0, ...layerOf.values()) + 1 }, () => []);
  const lanes = new Map();
  const links = [];
  // Nodes without any edge go last, so that they do not stand between those that belong together.
  const linked = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  for (const name of [...names].sort((a, b) => Number(linked.has(b)) - Number(linked.has(a)))) {
    rows[layerOf.get(name)].push(name);
  }
  for (const edge of edges) {
    const through = [];
    let before = edge.from;
    for (let layer = layerOf.get(edge.from) + 1; layer < layerOf.get(edge.to); layer++) {
      const lane = `${edgeKey(edge)} ${layer}`;
      rows[layer].push(lane);
      through.push(lane);
      links.push([before, lane]);
      before = lane;
    }
    links.push([before, edge.to]);
    lanes.set(edgeKey(edge), through);
  }
  return { rows, links, lanes };
}

function neighbours(links) {
  const all = new Map();
  const add = (name, other, side) => {
    const entry = all.get(name) ?? { before: [], after: [] };
    entry[side].push(other);
    all.set(name, entry);
  };
  for (const [from, to] of links) {
    add(from, to, 'after');
    add(to, from, 'before');
  }
  return all;
}

function order(rows, links) {
  const near = neighbours(links);
  let best = rows.map((row) => [...row]);
  let least = crossings(rows, links);
  for (let sweep = 0; sweep < sweeps && least > 0; sweep++) {
    const down = sweep % 2 === 0;
    const at = new Map(rows.flatMap((row) => row.map((name, index) => [name, index])));
    for (const row of down ? rows : rows.toReversed()) {
      const middle = new Map(row.map((name, index) => {
        const others = near.get(name)?.[down ? 'before' : 'after'] ?? [];
        return [name, others.length ? others.reduce((sum, other) => sum + at.get(other), 0) / others.length : index];
      }));
      row.sort((a, b) => middle.get(a) - middle.get(b));
      row.forEach((name, index) => at.set(name, index));
    }
    const now = crossings(rows, links);
    if (now < least) {
      least = now;
      best = rows.map((row) => [...row]);
    }
  }
  best.forEach((row, index) => rows[index].splice(0, row.length, ...row));
}

function crossings(rows, links) {
  const layer = new Map(rows.flatMap((row, index) => row.map((name, at) => [name, { index, at }])));
  let count = 0;
  const byLayer = Map.groupBy(links, ([from]) => layer.get(from).index);
  for (const some of byLayer.values()) {
    for (let i = 0; i < some.length; i++) {
      for (let j = i + 1; j < some.length; j++) {
        const start = layer.get(some[i][0]).at - layer.get(some[j][0]).at;
        const end = layer.get(some[i][1]).at - layer.get(some[j][1]).at;
        count += start * end < 0 ? 1 : 0;
      }
    }
  }
  return count;
}

function place(rows, links, lanes, { width, height, gap, layerGap, down, lane }) {
  const near = neighbours(links);
  const isLane = new Set([...lanes.values()].flat());
  const along = (name) => (isLane.has(name) ? lane : down ? width : height) + gap;
  const at = new Map();
  for (const row of rows) {
    let offset = 0;
    for (const name of row) {
      at.set(name, offset + along(name) / 2);
      offset += along(name);
    }
  }
  for (let turn = 0; turn < 24; turn++) {
    for (const row of turn % 2 ? rows.toReversed() : rows) {
      settle(row, at, near, along);
    }
  }
  const lowest = Math.min(...[...at].map(([name, middle]) => middle - along(name) / 2));
  const shift = Number.isFinite(lowest) ? lowest : 0;
  const across = (down ? height : width) + layerGap;
  const points = new Map();
  rows.forEach((row, index) => row.forEach((name) => {
    const main = index * across + (down ? height : width) / 2;
    const side = at.get(name) - shift - gap / 2;
    points.set(name, down ? { x: side, y: main } : { x: main, y: side });
  }));
  const extent = Math.max(0, ...[...at].map(([name, middle]) => middle + along(name) / 2 - shift)) - gap;
  const length = rows.length * across - layerGap;
  return {
    nodes: new Map([...points].filter(([name]) => !isLane.has(name))),
    routes: new Map([...lanes].map(([key, through]) => [key, through.map((name) => points.get(name))])),
    width: down ? extent : length, height: down ? length : extent,
  };
}

/** Moves each of a layer towards the middle of its neighbours, as far as the order and the gaps allow. */
function settle(row, at, near, along) {
  const wanted = row.map((name) => {
    const others = [...(near.get(name)?.before ?? []), ...(near.get(name)?.after ?? [])];
    return others.length ? others.reduce((sum, other) => sum + at.get(other), 0) / others.length : at.get(name);
  });
  const first = [...wanted];
  for (let i = 1; i < row.length; i++) {
    first[i] = Math.max(first[i], first[i - 1] + (along(row[i - 1]) + along(row[i])) / 2);
  }
  const last = [...wanted];
  for (let i = row.length - 2; i >= 0; i--) {
    last[i] = Math.min(last[i], last[i + 1] - (along(row[i + 1]) + along(row[i])) / 2);
  }
  row.forEach((name, i) => at.set(name, (first[i] + last[i]) / 2));
}
