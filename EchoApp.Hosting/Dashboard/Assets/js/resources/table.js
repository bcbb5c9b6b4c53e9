import { h, reconcile, redraw, setText } from '../dom.js';
import { icon } from '../icons.js';
import { roving } from '../keyboard.js';
import { Cells } from './cells.js';

const columns = [
  { name: 'name', label: 'Name', sort: true },
  { name: 'state', label: 'State', sort: true },
  { name: 'health', label: 'Health', sort: true },
  { name: 'started', label: 'Started', sort: true },
  { name: 'source', label: 'Source', sort: true },
  { name: 'endpoints', label: 'Endpoints' },
  { name: 'logs', label: 'Logs', sort: true },
  { name: 'cpu', label: 'CPU', sort: true },
  { name: 'memory', label: 'Memory', sort: true },
  { name: 'actions', label: 'Actions', hidden: true },
];

const settling = 4000;

/** The table of resources: rows are kept by key, so that focus and scroll position outlive every change. */
export class Table {
  #options;
  #cells;
  #order = [];
  #orderedAt = 0;
  #sort = null;

  /** @param {{app, commands, open: (id: string) => void, sortBy: (name: string) => void, toggle: (name: string) => void}} options */
  constructor(options) {
    this.#options = options;
    this.#cells = new Cells(options);
    this.heads = columns.map((column) => this.#head(column));
    this.body = h('tbody', null);
    this.valuesTitle = h('button', { type: 'button', class: 'group-toggle', onclick: () => options.toggle('values') }, icon('chevron-right'), h('span', null));
    this.valuesHead = h('tbody', null, h('tr', { class: 'values-head', role: 'row' }, h('td', { colspan: columns.length, role: 'cell' }, this.valuesTitle)));
    this.values = h('tbody', null);
    this.element = h('table', { class: 'table resources', role: 'table', 'aria-label': 'Resources' },
      h('thead', null, h('tr', { role: 'row' }, this.heads)), this.body, this.valuesHead, this.values);
    roving(this.element, '.res-open');
    this.element.addEventListener('click', (event) => this.#clicked(event));
  }

  #head(column) {
    const props = { class: `col-${column.name}`, scope: 'col', role: 'columnheader' };
    if (!column.sort) {
      return h('th', props, h('span', { class: column.hidden ? 'visually-hidden' : null }, column.label));
    }
    return h('th', props, h('button', { type: 'button', class: 'sort', onclick: () => this.#options.sortBy(column.name) }, column.label, icon('chevron-down')));
  }

  /** @param {{rows, values, sort, selected: string|null, closed: Set<string>, valuesOpen: boolean}} view */
  show({ rows, values, sort, selected, closed, valuesOpen }) {
    this.#showSort(sort);
    const flat = this.#steady(rows, sort).flatMap((row) => (row.children && !closed.has(row.id) ? [row, ...row.children] : [row]));
    this.#fill(this.body, flat, (row) => this.#cells.update(row.element, row.row, { selected, open: !closed.has(row.row.id) }), (row) => this.#cells.create(row));
    this.valuesHead.hidden = values.length === 0;
    this.valuesTitle.setAttribute('aria-expanded', valuesOpen);
    setText(this.valuesTitle.lastChild, `Parameters and connection strings (${values.length})`);
    this.#fill(this.values, valuesOpen ? values.map((resource) => ({ key: resource.id, resource })) : [],
      (row) => this.#cells.updateValue(row.element, row.row.resource, selected), () => this.#cells.createValue());
  }

  #fill(parent, rows, update, create) {
    reconcile(parent, rows, (row) => row.key, create, (element, row) => update({ element, row }));
  }

  /** Times ("3 min ago") go on without anything having changed. */
  tick() {
    this.#cells.tick(this.body);
  }

  // Sorted by a moving number, rows would jump while one reads or aims at them: they take new places only now and then.
  #steady(rows, sort) {
    const moving = ['cpu', 'memory', 'logs'].includes(sort.by);
    const signature = JSON.stringify(sort);
    const known = rows.length === this.#order.length && rows.every((row) => this.#order.includes(row.key));
    if (moving && known && signature === this.#sort && (Date.now() - this.#orderedAt < settling || this.element.matches(':hover, :focus-within'))) {
      return rows.toSorted((a, b) => this.#order.indexOf(a.key) - this.#order.indexOf(b.key));
    }
    this.#sort = signature;
    this.#orderedAt = Date.now();
    this.#order = rows.map((row) => row.key);
    return rows;
  }

  #showSort({ by, descending }) {
    columns.forEach((column, index) => {
      const head = this.heads[index];
      if (column.sort && column.name === by) {
        head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
        redraw(head.querySelector('.sort'), descending, () => [column.label, icon(descending ? 'chevron-down' : 'chevron-up')]);
      } else {
        head.removeAttribute('aria-sort');
      }
    });
  }

  #clicked(event) {
    const row = event.target.closest('tr[data-open]');
    if (row && !event.target.closest('a, button, input') && !String(getSelection())) {
      this.#options.open(row.dataset.open);
    }
  }
}
