import { h } from '../dom.js';

/** The name of who sent telemetry, with its colour. */
export function resourceLabel(resource, state, ...more) {
  return h('span', { class: 'series', style: { '--series': state.colourOf(resource.name) } }, h('span', null, resource.displayName), more);
}

/** A link to the details of the resource; plain text for senders that the AppHost does not run. */
export function resourceLink(resource, state) {
  const known = state.ofTelemetry(resource);
  const label = resourceLabel(resource, state);
  return known ? h('a', { href: `/?resource=${encodeURIComponent(known.displayName)}` }, label) : label;
}

/** The names that a resource filter offers: of all that have sent something, and of all that run. */
export function resourceNames(state) {
  const names = new Set();
  for (const { name, instanceId } of state.telemetry?.resources ?? []) {
    names.add(state.ofTelemetry({ name, instanceId })?.displayName ?? name);
  }
  for (const resource of state.list()) {
    if (resource.hasLife) {
      names.add(resource.displayName);
    }
  }
  return [...names].sort((a, b) => a.localeCompare(b));
}

/** Where a request can be sent to, to have something to look at. */
export function echoUrl(state) {
  const urls = state.list().flatMap((resource) => resource.urls).filter((url) => !url.isInternal && /^https?:/.test(url.url));
  return (urls.find((url) => url.name === 'echo') ?? urls[0])?.url ?? 'http://localhost:6000/';
}
