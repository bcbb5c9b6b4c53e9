import { h } from '../dom.js';
import { copyButton } from '../copy.js';
import { ago, clock, duration, exact, utc } from '../format.js';
import { icon } from '../icons.js';
import { endpoint, stateMark } from './cells.js';
import { healthOf, stateOf, words } from './state.js';

const heading = (text, count) => h('h3', null, text, count === undefined ? null : h('span', { class: 'count' }, String(count)));
const property = (resource, name) => resource.properties.find((one) => one.name === name && !one.isSecret)?.value ?? null;
const moment = (time) => (time ? h('time', { datetime: time, title: utc(time), class: 'num' }, exact(time).slice(0, 19), ' ', h('span', { class: 'soft nowrap' }, ago(time))) : null);

export function overviewSignature(resource) {
  return [stateOf(resource), resource.health, resource.failure, resource.startedAt, resource.stoppedAt, resource.exitCode, resource.source, resource.properties];
}

/** What one wants to know first: state, times, exit code, why it failed, which process or container. */
export function overview(resource) {
  const container = property(resource, 'container.id');
  const pid = property(resource, 'executable.pid');
  const ended = resource.startedAt && resource.stoppedAt && new Date(resource.stoppedAt) > new Date(resource.startedAt);
  const health = healthOf(resource.health);
  const facts = [
    ['Health', health && stateMark(health)],
    ['Started', moment(resource.startedAt)],
    ['Stopped', resource.state === 'Running' ? null : moment(resource.stoppedAt)],
    ['Ran for', ended && resource.state !== 'Running' ? duration(new Date(resource.stoppedAt) - new Date(resource.startedAt)) : null],
    ['Exit code', resource.exitCode === null ? null : h('code', null, String(resource.exitCode))],
    ['Source', resource.source && h('span', { class: 'with-copy' }, h('code', null, resource.source.full), copyButton(resource.source.full, 'Copy the source'))],
    ['Process', pid && h('code', null, pid)],
    ['Container', container && h('span', { class: 'with-copy' }, h('code', { title: container }, container.slice(0, 12)), copyButton(container, 'Copy the container id'))],
    ['Instance', resource.id !== resource.name && h('code', null, resource.id)],
  ].filter(([, value]) => value);
  return [
    resource.failure ? h('p', { class: 'failure-box' }, icon('error'), h('span', null, resource.failure)) : null,
    facts.length > 0 ? h('dl', { class: 'facts' }, facts.map(([name, value]) => h('div', null, h('dt', null, name), h('dd', null, value)))) : null,
  ];
}

export function endpoints(resource) {
  return [heading('Endpoints', resource.urls.length), h('dl', { class: 'values' }, resource.urls.map((url) => h('div', null,
    h('dt', null, url.name || 'url', url.isInternal ? h('span', { class: 'tag' }, 'internal') : null, url.isInactive ? h('span', { class: 'tag' }, 'inactive') : null),
    h('dd', null, h('span', { class: 'url-cell' }, endpoint(url), url.text && url.text !== url.url ? h('code', { class: 'soft' }, url.url) : null), copyButton(url.url, `Copy ${url.url}`)))))];
}

export function properties(resource, secrets) {
  return [heading('Properties', resource.properties.length), h('dl', { class: 'values stacked' }, resource.properties.map((entry) => h('div', null,
    h('dt', { class: 'mono' }, entry.name), h('dd', null, secrets.value('properties', entry)))))];
}

export function volumes(resource) {
  return [heading('Volumes', resource.volumes.length), h('dl', { class: 'values' }, resource.volumes.map((volume) => h('div', null,
    h('dt', null, words(volume.type ?? 'volume'), volume.isReadOnly ? h('span', { class: 'tag' }, 'read only') : null),
    h('dd', null, h('span', { class: 'url-cell' }, h('code', null, volume.target), h('code', { class: 'soft' }, volume.source || 'anonymous'))))))];
}

export function health(resource) {
  return [heading('Health checks', resource.healthReports.length), h('ul', { class: 'reports' }, resource.healthReports.map((report) => h('li', null,
    h('div', { class: 'report-head' }, h('span', { class: 'report-name' }, report.name), stateMark(healthOf(report.status) ?? { icon: 'clock', word: 'Not run yet', tone: 'neutral' }),
      report.lastRunAt ? h('time', { class: 'soft num', datetime: report.lastRunAt, title: exact(report.lastRunAt) }, clock(report.lastRunAt, { milliseconds: false })) : null),
    report.description ? h('p', { class: 'soft' }, report.description) : null,
    report.exception ? h('details', null, h('summary', null, report.exception.split('\n')[0].slice(0, 120)), h('pre', { class: 'trace' }, report.exception)) : null)))];
}

const outward = { Reference: 'Refers to', WaitFor: 'Waits for', Parent: 'Child of' };
const inward = { Reference: 'Referred to by', WaitFor: 'Waited for by', Parent: 'Parent of' };

/** Both ways: what it needs, and what needs it. */
export function relationships(resource, state) {
  const known = new Set(state.list().map((one) => one.name));
  const out = resource.relationships.map(({ resource: name, type }) => ({ kind: outward[type] ?? words(type), name, known: known.has(name) }));
  const back = state.list().filter((other) => other.name !== resource.name)
    .flatMap((other) => other.relationships.filter((one) => one.resource === resource.name).map(({ type }) => ({ kind: inward[type] ?? `${words(type)} of`, name: other.name, known: true })));
  const all = [...out, ...back];
  return all.filter((one, index) => all.findIndex((other) => other.kind === one.kind && other.name === one.name) === index);
}

export function relationshipList(related, state) {
  return [heading('Relationships', related.length), h('dl', { class: 'facts' }, [...Map.groupBy(related, (one) => one.kind)].map(([kind, ones]) => h('div', null,
    h('dt', null, kind), h('dd', { class: 'related' }, ones.map((one) => relatedLink(one, state))))))];
}

function relatedLink({ name, known }, state) {
  if (!known) {
    return h('span', null, name);
  }
  const { icon: sign, tone, word } = stateOf(state.find(name)[0]);
  return h('a', { href: `${location.pathname}?${withResource(name)}`, title: word }, h('span', { class: `tone-${tone}` }, icon(sign, word)), name);
}

function withResource(name) {
  const query = new URLSearchParams(location.search);
  query.set('resource', name);
  return query;
}
