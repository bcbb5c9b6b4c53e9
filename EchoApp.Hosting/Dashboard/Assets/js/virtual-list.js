import { eachFrame, h } from './dom.js';

const overscan = 8;

/**
 * Shows a window of many rows of fixed height. Elements live as long as their row is near the window.
 *
 * const list = new VirtualList({ rowHeight: 22, render: (row, index) => element, label: 'Lines' });
 * host.append(list.element); list.setRows(rows); … rows.push(more); list.refresh();
 */
export class VirtualList {
  #options;
  #rows = [];
  #shown = new Map();
  #offsets = null;
  #measured = 0;
  #expectedTop = 0;
  #resize;
  #schedule;
  /** Index of the selected row, or -1. */
  selected = -1;

  /**
   * @param {object} options
   * @param {number} options.rowHeight pixels
   * @param {(row: any, index: number) => HTMLElement} options.render builds the element of a row
   * @param {(element: HTMLElement, row: any, index: number) => void} [options.update] called for each row in the window on refresh
   * @param {(row: any) => any} [options.key] what stays the same of a row (default: the row object itself)
   * @param {(row: any) => number} [options.units] how many row heights a row takes (default: 1 for each)
   * @param {HTMLElement} [options.header] sticks to the top, scrolls sideways with the rows
   * @param {boolean} [options.follow] sticks to the end from the start on
   * @param {(following: boolean) => void} [options.onFollow] whether the end is stuck to has changed
   * @param {boolean} [options.selectable] arrow keys move a selection
   * @param {(row: any, index: number) => void} [options.onSelect]
   * @param {(row: any, index: number) => void} [options.onOpen] Enter on the selection, or click on a row
   * @param {string} [options.role] @param {string} [options.rowRole] @param {string} [options.label]
   */
  constructor(options) {
    this.#options = { ...options };
    const role = options.role ?? (options.selectable ? 'listbox' : 'list');
    this.rowRole = options.rowRole ?? (options.selectable ? 'option' : 'listitem');
    this.sizer = h('div', { class: 'vlist-rows', role: 'presentation' });
    this.element = h('div', { class: 'vlist', tabindex: '0', role, 'aria-label': options.label ?? null }, options.header, this.sizer);
    this.following = options.follow ?? false;
    this.#schedule = eachFrame(() => this.#draw());
    this.element.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#resize = new ResizeObserver(() => this.refresh());
    this.#resize.observe(this.element);
    if (options.selectable || options.onOpen) {
      this.element.addEventListener('keydown', (event) => this.#key(event));
      this.sizer.addEventListener('click', (event) => this.#clicked(event));
    }
  }

  get length() {
    return this.#rows.length;
  }

  /** Takes another array-like (the same one may grow: then refresh() is enough). */
  setRows(rows) {
    this.#rows = rows;
    this.remeasure();
  }

  /** Rows of another height, in pixels. */
  setRowHeight(rowHeight) {
    this.#options.rowHeight = rowHeight;
    this.rerender();
  }

  /** Row heights (units) may all have changed. */
  remeasure() {
    this.#offsets = null;
    this.#measured = 0;
    this.refresh();
  }

  /** Rows were added or changed: draws in the next frame. */
  refresh() {
    this.#schedule();
  }

  /** Forgets the elements, so that each row in the window is rendered anew. */
  rerender() {
    for (const element of this.#shown.values()) {
      element.remove();
    }
    this.#shown.clear();
    this.refresh();
  }

  /** The first index in the window. */
  get firstVisible() {
    return this.#indexAt(this.element.scrollTop);
  }

  scrollToEnd() {
    this.#follow(true);
    this.refresh();
  }

  stopFollowing() {
    this.#follow(false);
  }

  /** Takes another measure of rows: how many row heights each takes, or null for one each. The first row in the window stays there. */
  setUnits(units) {
    const first = Math.min(this.firstVisible, this.#rows.length - 1);
    this.#options.units = units;
    this.#offsets = null;
    this.#measured = 0;
    if (!this.following && first > 0) {
      this.scrollToIndex(first, 'start');
    }
    this.refresh();
  }

  /** Keeps the scroll position by this many row heights when rows were taken away in front. */
  shift(rows) {
    if (!this.following) {
      this.sizer.style.setProperty('height', `${this.#top(this.#rows.length)}px`);
      this.element.scrollTop = Math.max(0, this.element.scrollTop - rows * this.#options.rowHeight);
    }
  }

  /** @param {'nearest'|'center'|'start'} [block] */
  scrollToIndex(index, block = 'nearest') {
    const height = this.element.clientHeight - this.#headerHeight;
    const top = this.#top(index);
    const bottom = this.#top(index + 1);
    const from = this.element.scrollTop;
    let target = from;
    if (block === 'center') {
      target = top - (height - (bottom - top)) / 2;
    } else if (block === 'start' || top < from) {
      target = top;
    } else if (bottom > from + height) {
      target = bottom - height;
    }
    this.#follow(false);
    this.sizer.style.setProperty('height', `${this.#top(this.#rows.length)}px`);
    this.element.scrollTop = target;
    this.refresh();
  }

  select(index, { scroll = true, silent = false } = {}) {
    this.selected = Math.max(-1, Math.min(index, this.#rows.length - 1));
    if (scroll && this.selected >= 0) {
      this.scrollToIndex(this.selected);
    }
    this.refresh();
    if (!silent && this.selected >= 0) {
      this.#options.onSelect?.(this.#rows[this.selected], this.selected);
    }
  }

  dispose() {
    this.#resize.disconnect();
    this.element.remove();
  }

  get #headerHeight() {
    return this.#options.header?.offsetHeight ?? 0;
  }

  #top(index) {
    const { rowHeight, units } = this.#options;
    if (!units) {
      return index * rowHeight;
    }
    this.#measure();
    return this.#offsets[index] * rowHeight;
  }

  #measure() {
    const rows = this.#rows;
    if (!this.#offsets || this.#offsets.length < rows.length + 1) {
      const grown = new Float64Array(Math.ceil(rows.length * 1.5) + 1024);
      if (this.#offsets) {
        grown.set(this.#offsets.subarray(0, this.#measured + 1));
      }
      this.#offsets = grown;
    }
    this.#measured = Math.min(this.#measured, rows.length);
    for (let i = this.#measured; i < rows.length; i++) {
      this.#offsets[i + 1] = this.#offsets[i] + this.#options.units(rows[i]);
    }
    this.#measured = rows.length;
  }

  #indexAt(pixels) {
    if (!this.#options.units) {
      return Math.floor(pixels / this.#options.rowHeight);
    }
    this.#measure();
    const wanted = pixels / this.#options.rowHeight;
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#offsets[middle] <= wanted) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    const atEnd = scrollTop + clientHeight >= scrollHeight - 4;
    if (atEnd) {
      this.#follow(this.#options.follow !== undefined);
    } else if (scrollTop < this.#expectedTop - 2) {
      this.#follow(false);
    }
    this.#schedule();
  }

  #follow(following) {
    if (this.following !== following) {
      this.following = following;
      this.#options.onFollow?.(following);
    }
  }

  #draw() {
    const { element, sizer } = this;
    const height = element.clientHeight;
    if (height === 0) {
      return;
    }
    sizer.style.setProperty('height', `${this.#top(this.#rows.length)}px`);
    if (this.following) {
      element.scrollTop = element.scrollHeight;
      this.#expectedTop = element.scrollTop;
    }
    const from = Math.max(0, this.#indexAt(element.scrollTop) - overscan);
    const to = Math.min(this.#rows.length, this.#indexAt(element.scrollTop + height) + 1 + overscan);
    this.#place(from, to);
  }

  #place(from, to) {
    const { key, update, units, rowHeight } = this.#options;
    const shown = new Map();
    const added = document.createDocumentFragment();
    for (let index = from; index < to; index++) {
      const row = this.#rows[index];
      const name = key ? key(row) : row;
      let element = this.#shown.get(name);
      if (element) {
        this.#shown.delete(name);
        update?.(element, row, index);
      } else {
        element = this.#options.render(row, index);
        element.classList.add('vlist-row');
        element.setAttribute('role', this.rowRole);
        added.append(element);
      }
      element.style.setProperty('top', `${this.#top(index)}px`);
      element.style.setProperty('height', `${(units ? units(row) : 1) * rowHeight}px`);
      this.#mark(element, index);
      shown.set(name, element);
    }
    for (const element of this.#shown.values()) {
      element.remove();
    }
    this.#shown = shown;
    this.sizer.append(added);
  }

  #mark(element, index) {
    element.vlistIndex = index;
    if (this.rowRole === 'option' || this.rowRole === 'listitem') {
      element.setAttribute('aria-posinset', index + 1);
      element.setAttribute('aria-setsize', this.#rows.length);
    } else if (this.rowRole === 'row') {
      element.setAttribute('aria-rowindex', index + 1 + (this.#options.header ? 1 : 0));
    }
    if (!this.#options.selectable) {
      return;
    }
    const selected = index === this.selected;
    element.setAttribute('aria-selected', selected);
    element.classList.toggle('selected', selected);
    if (selected) {
      element.id ||= `row-${Math.random().toString(36).slice(2)}`;
      this.element.setAttribute('aria-activedescendant', element.id);
    }
  }

  #clicked(event) {
    if (event.target.closest('a, button, input') || String(getSelection())) {
      return;
    }
    const index = event.target.closest('.vlist-row')?.vlistIndex;
    if (index !== undefined) {
      this.select(index, { scroll: false });
      this.#options.onOpen?.(this.#rows[index], index);
    }
  }

  #key(event) {
    if (event.target !== this.element || event.metaKey || event.ctrlKey || event.altKey || !this.#options.selectable) {
      return;
    }
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.#options.rowHeight) - 2);
    const last = this.#rows.length - 1;
    const from = this.selected < 0 ? this.firstVisible - 1 : this.selected;
    const moves = { ArrowDown: from + 1, ArrowUp: Math.max(0, from - 1), PageDown: from + page, PageUp: Math.max(0, from - page), Home: 0, End: last };
    if (event.key in moves) {
      event.preventDefault();
      this.select(Math.min(last, moves[event.key]));
    } else if (event.key === 'Enter' && this.selected >= 0) {
      event.preventDefault();
      this.#options.onOpen?.(this.#rows[this.selected], this.selected);
    }
  }
}
