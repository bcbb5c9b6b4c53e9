import { h, redraw, setText } from '../dom.js';
import { ago, bytes, exact, percent, utc } from '../format.js';
import { icon } from '../icons.js';
import { Commands } from './commands.js';
import { logsLink, pageLinks } from './links.js';
import { sparkline } from './sparkline.js';
import { healthOf, stateOf, typeIcon, words } from './state.js';

const names = ['name', 'state', 'health', 'started', 'source', 'endpoints', 'logs', 'cpu', 'memory', 'actions'];
const labels = { started: 'Started', source: 'Source', endpoints: 'Endpoints', logs: 'Logs', cpu: 'CPU', memory: 'Memory', health: 'Health' };

/** The word with its icon, in its colour. */
export function stateMark({ icon: name, word, tone, busy }) {
  return h('span', { class: ['state', `tone-${tone}`, busy && 'turning'] }, icon(name), word);
}

/** Builds and updates the rows of the table, cell by cell, only where something changed. */
export class Cells {
  #app;
  #commands;
  #open;
  #toggle;

  constructor({ app, commands, open, toggle }) {
    this.#app = app;
    this.#commands = commands;
    this.#open = open;
    this.#toggle = toggle;
  }

  create() {
    return h('tr', { role: 'row' }, names.map((name) => h(name === 'name' ? 'th' : 'td', { class: `col-${name}`, role: name === 'name' ? 'rowheader' : 'cell', scope: name === 'name' ? 'row' : null, dataset: labels[name] ? { label: labels[name] } : {} })));
  }

  update(element, row, { selected, open }) {
    const [name, state, health, started, source, endpoints, logs, cpu, memory, actions] = element.children;
    const { lead } = row;
    const current = row.children ? false : selected === row.id;
    element.className = [row.child && 'child', row.children && 'group', current && 'selected', lead.failure && !row.children && 'failed'].filter(Boolean).join(' ');
    element.dataset.resource = row.displayName;
    if (!row.children) {
      element.dataset.open = row.id;
    }
    redraw(name, [row.displayName, lead.type, open, row.children?.length, row.child, current], () => this.#name(row, open, current));
    const troubled = row.health && row.health !== 'Healthy' ? healthOf(row.health) : null;
    redraw(state, [stateOf(lead), troubled], () => [stateMark(stateOf(lead)), troubled ? h('span', { class: 'health-inline' }, stateMark(troubled)) : null]);
    redraw(health, row.health, () => this.#health(row.health));
    started.dataset.time = row.startedAt ?? '';
    started.title = row.startedAt ? `${exact(row.startedAt)}\n${utc(row.startedAt)}` : '';
    setText(started, row.startedAt ? ago(row.startedAt) : '–');
    const about = { source: row.child ? null : lead.source, failure: row.children ? null : lead.failure };
    redraw(source, [about, row.child], () => this.#source(about, row.child));
    redraw(endpoints, [lead.urls, row.child], () => this.#endpoints(lead, row));
    redraw(logs, [row.errors, row.warnings, row.id], () => this.#badges(row));
    this.#usage(cpu, row, 'cpu', percent, 20);
    this.#usage(memory, row, 'memory', bytes, 1);
    const target = this.#target(row);
    redraw(actions, this.#commands.signature(target), () => h('div', { class: 'actions' }, this.#commands.buttons(target, pageLinks(row.children ? { ...lead, displayName: row.id } : lead, this.#app.state))));
  }

  #target(row) {
    return row.children ? { id: row.id, displayName: row.displayName, commands: Commands.shared(row.instances) } : row.lead;
  }

  tick(body) {
    for (const cell of body.querySelectorAll('.col-started[data-time]')) {
      if (cell.dataset.time) {
        setText(cell, ago(cell.dataset.time));
      }
    }
  }

  #name(row, open, current) {
    if (row.children) {
      return h('button', { type: 'button', class: 'res-open res-name', 'aria-expanded': open, dataset: { focus: 'name' }, onclick: () => this.#toggle(row.id) },
        h('span', { class: 'res-type', title: words(row.lead.type) }, icon(typeIcon(row.lead.type), words(row.lead.type))), h('span', { class: 'res-text' }, row.displayName),
        h('span', { class: 'replicas' }, `× ${row.children.length}`, h('span', { class: 'visually-hidden' }, ' replicas')), icon(open ? 'chevron-down' : 'chevron-right'));
    }
    return this.#link(row.lead, row.displayName, row.child ? null : row.lead.type, current);
  }

  #link(resource, text, type, current) {
    return h('a', {
      class: 'res-open res-name', href: `/?resource=${encodeURIComponent(resource.displayName)}`, 'aria-current': current ? 'true' : null, dataset: { focus: 'name' },
      onclick: (event) => {
        if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
          event.preventDefault();
          this.#open(resource.id);
        }
      },
    }, type ? h('span', { class: 'res-type', title: words(type) }, icon(typeIcon(type), words(type))) : h('span', { class: 'res-branch' }), h('span', { class: 'res-text', title: text }, text));
  }

  #health(health) {
    const shown = healthOf(health);
    return shown ? stateMark(shown) : h('span', { class: 'none' }, '–');
  }

  #source(resource, child) {
    return [
      resource.source ? h('span', { class: 'clip mono', title: resource.source.full }, resource.source.text) : h('span', { class: 'none' }, child ? '' : '–'),
      resource.failure ? h('span', { class: 'failure tone-error', title: resource.failure }, resource.failure) : null,
    ];
  }

  #endpoints(resource, row) {
    const urls = row.child ? [] : resource.urls.filter((url) => !url.isInternal);
    if (urls.length === 0) {
      return h('span', { class: 'none' }, row.child ? '' : '–');
    }
    return h('span', { class: 'urls' }, urls.map((url) => endpoint(url)));
  }

  #badges(row) {
    const about = row.children ? { ...row.lead, id: row.id } : row.lead;
    const link = (count, tone, level, word) => (count > 0
      ? h('a', { class: ['badge', `tone-${tone}`], href: logsLink(about, this.#app.state, level), 'aria-label': `${count} ${word}${count === 1 ? '' : 's'} of ${row.displayName} in the structured logs`, title: `${count} ${word}${count === 1 ? '' : 's'}`, dataset: { focus: level } }, icon(tone === 'error' ? 'error' : 'warning'), count > 999 ? '999+' : String(count))
      : null);
    const links = [link(row.errors, 'error', 'error', 'error'), link(row.warnings, 'warn', 'warning', 'warning')];
    return links.some(Boolean) ? h('span', { class: 'badges' }, links) : h('span', { class: 'none' }, '–');
  }

  #usage(cell, row, member, text, floor) {
    if (row[member] === null) {
      redraw(cell, null, () => h('span', { class: 'none' }, '–'));
      return;
    }
    redraw(cell, 'line', () => {
      const line = sparkline();
      cell.show = (value, values) => {
        setText(cell.firstChild.firstChild, value);
        line.show(values, floor, member === 'memory');
      };
      return h('span', { class: 'usage' }, h('span', { class: 'num' }), line.element);
    });
    cell.show(text(row[member]), this.#history(row, member));
  }

  #history(row, member) {
    const all = row.instances.map((resource) => this.#app.state.usage.get(resource.id) ?? []);
    const length = Math.min(...all.filter((samples) => samples.length).map((samples) => samples.length));
    return all.length === 1 ? all[0].map((sample) => sample[member]) : Array.from({ length: Number.isFinite(length) ? length : 0 }, (_, at) => all.reduce((sum, samples) => sum + (samples.at(at - length)?.[member] ?? 0), 0));
  }

  createValue() {
    return h('tr', { role: 'row', class: 'value-row' }, h('th', { class: 'col-name', role: 'rowheader', scope: 'row' }), h('td', { class: 'col-state', role: 'cell' }), h('td', { class: 'col-value', role: 'cell', colspan: names.length - 2 }));
  }

  updateValue(element, resource, selected) {
    const [name, state, value] = element.children;
    element.dataset.open = resource.id;
    element.dataset.resource = resource.displayName;
    element.className = `value-row${selected === resource.id ? ' selected' : ''}`;
    redraw(name, [resource.displayName, resource.type, selected === resource.id], () => this.#link(resource, resource.displayName, resource.type, selected === resource.id));
    redraw(state, stateOf(resource), () => stateMark(stateOf(resource)));
    const first = resource.properties.find((property) => /value|connectionstring/i.test(property.name));
    redraw(value, [first, resource.failure], () => h('span', { class: 'clip mono soft' }, resource.failure ?? (first?.isSecret ? '••••••••' : first?.value ?? words(resource.type))));
  }
}

/** A link to where a resource listens; text alone where there is nothing to open (inactive, or no http). */
export function endpoint(url) {
  const text = url.text || url.url;
  if (url.isInactive) {
    return h('span', { class: 'url inactive', title: `${url.url} (not active)` }, text.replace(/^https?:\/\//, ''));
  }
  if (!/^https?:/.test(url.url)) {
    return h('span', { class: 'url plain mono', title: url.url }, text);
  }
  return h('a', { class: 'url', href: url.url, target: '_blank', rel: 'noopener noreferrer', title: `${url.name}: ${url.url}`, dataset: { focus: url.url } }, text.replace(/^https?:\/\//, ''));
}
