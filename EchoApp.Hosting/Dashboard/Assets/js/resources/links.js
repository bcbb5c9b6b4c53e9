/** Where the other pages show the same resource. */
export function telemetryName(resource, state) {
  return state.find(resource.name).length > 1 ? resource.id : resource.name;
}

export const consoleLink = (resource) => `/consolelogs/${encodeURIComponent(resource.displayName)}`;

export function logsLink(resource, state, level) {
  return `/structuredlogs?${new URLSearchParams({ q: `resource:${telemetryName(resource, state)}${level ? ` level:${level}` : ''}` })}`;
}

export const tracesLink = (resource, state) => `/traces?${new URLSearchParams({ q: `resource:${telemetryName(resource, state)}` })}`;

export const metricsLink = (resource) => `/metrics?${new URLSearchParams({ resource: resource.name })}`;

/** The pages about a resource, as items of a menu. */
export function pageLinks(resource, state) {
  return [
    { label: 'Console', icon: 'console', href: consoleLink(resource) },
    { label: 'Structured logs', icon: 'logs', href: logsLink(resource, state) },
    { label: 'Traces', icon: 'traces', href: tracesLink(resource, state) },
    { label: 'Metrics', icon: 'metrics', href: metricsLink(resource) },
  ];
}

/** Errors and warnings among a resource's structured logs: the stream's newest count, or what came with the resource. */
export function telemetryOf(resource, state) {
  const instance = resource.id.startsWith(`${resource.name}-`) ? resource.id.slice(resource.name.length + 1) : null;
  return state.telemetry?.resources?.find((one) => one.name === resource.name && one.instanceId === instance) ?? resource.telemetry ?? { errors: 0, warnings: 0 };
}
