import { telemetryOf } from './links.js';
import { leading, leadingHealth, stateOf } from './state.js';

/** What columns sort by; null sorts last. */
const sortValues = {
  name: (row) => row.displayName.toLowerCase(),
  state: (row) => stateOf(row.lead).word,
  health: (row) => ['Unhealthy', 'Degraded', 'Healthy'].indexOf(row.health) + 1 || 9,
  started: (row) => row.startedAt,
  source: (row) => row.lead.source?.text.toLowerCase() ?? null,
  logs: (row) => -(row.errors * 1e6 + row.warnings) || null,
  cpu: (row) => (row.cpu === null ? null : -row.cpu),
  memory: (row) => (row.memory === null ? null : -row.memory),
};

export const sortable = Object.keys(sortValues);

/**
 * The filter's words must all occur in what a row shows; `types`, `states`, `healths` are lists of which one must hold (empty: any).
 */
export function matches(resource, { words, types, states, healths }) {
  const text = [resource.displayName, resource.name, resource.id, resource.type, resource.state, resource.health, resource.source?.full, ...resource.urls.map((url) => `${url.url} ${url.text}`)].join(' ').toLowerCase();
  return words.every((word) => text.includes(word))
    && (types.length === 0 || types.includes(resource.type))
    && (states.length === 0 || states.includes(resource.state))
    && (healths.length === 0 || healths.includes(resource.health ?? 'None'));
}

function newest(state, id) {
  return state.usage.get(id)?.at(-1) ?? null;
}

/** One row of the table: an instance, or (with `children`) a resource of several instances. */
function rowOf(state, instances, displayName) {
  const samples = instances.filter((resource) => resource.state === 'Running' || resource.state === 'RuntimeUnhealthy').map((resource) => newest(state, resource.id)).filter(Boolean);
  const counts = instances.map((resource) => telemetryOf(resource, state));
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return {
    key: instances.length > 1 ? `group ${instances[0].name}` : instances[0].id,
    id: instances[0].id, displayName, instances, lead: leading(instances), health: leadingHealth(instances),
    startedAt: instances.map((resource) => resource.startedAt).filter(Boolean).sort()[0] ?? null,
    errors: sum(counts.map((count) => count.errors)), warnings: sum(counts.map((count) => count.warnings)),
    cpu: samples.length ? sum(samples.map((sample) => sample.cpu)) : null, memory: samples.length ? sum(samples.map((sample) => sample.memory)) : null,
    children: null, child: false,
  };
}

/** Resources of one name together; those without a life (parameters, connection strings) apart. */
export function arrange(state, filter, sort) {
  const shown = state.list().filter((resource) => matches(resource, filter));
  const rows = [];
  for (const [name, instances] of Map.groupBy(shown.filter((resource) => resource.hasLife), (resource) => resource.name)) {
    const replicated = state.find(name).length > 1;
    if (!replicated) {
      rows.push(rowOf(state, instances, instances[0].displayName));
      continue;
    }
    const row = { ...rowOf(state, instances, name), key: `group ${name}`, id: name };
    row.children = sorted(instances.map((resource) => ({ ...rowOf(state, [resource], resource.displayName), child: true })), sort);
    rows.push(row);
  }
  return { rows: sorted(rows, sort), values: shown.filter((resource) => !resource.hasLife) };
}

function sorted(rows, { by, descending }) {
  const value = sortValues[by] ?? sortValues.name;
  const direction = descending ? -1 : 1;
  return rows.map((row) => [value(row), row]).sort(([a, rowA], [b, rowB]) => {
    if (a === b) {
      return sortValues.name(rowA).localeCompare(sortValues.name(rowB));
    }
    if (a === null || b === null) {
      return a === null ? 1 : -1;
    }
    return (a < b ? -1 : 1) * direction;
  }).map(([, row]) => row);
}
