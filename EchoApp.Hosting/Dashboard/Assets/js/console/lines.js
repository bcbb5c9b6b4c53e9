import { plain } from './ansi.js';

const most = 200_000;
const shedAtOnce = 20_000;

/** The lines of the selection, those of them that fit the filter, and where the view stands still. */
export class Lines {
  #all = [];
  #shown = null;
  #find = null;
  #clearedBefore = -1;
  #waiting = [];
  #nameOf;
  paused = false;
  dropped = 0;

  /** @param {(id: string) => {name: string, resourceName: string}} nameOf */
  constructor(nameOf) {
    this.#nameOf = nameOf;
  }

  /** What the list shows. */
  get view() {
    return this.#shown ?? this.#all;
  }

  get total() {
    return this.#all.length;
  }

  get waiting() {
    return this.#waiting.length;
  }

  get isCleared() {
    return this.#clearedBefore >= 0;
  }

  reset() {
    this.#all = [];
    this.#waiting = [];
    this.dropped = 0;
    this.#refilter();
  }

  /** @param {any[][]} rows as the stream gives them @returns {number} how many lines were taken away in front of the view */
  add(rows) {
    const lines = rows.map(([seq, id, number, time, error, text]) => {
      const { name, resourceName } = this.#nameOf(id);
      return { seq, id, number, time, error: error === 1, text, plain: plain(text), name, resourceName };
    });
    if (this.paused) {
      this.#waiting.push(...lines);
      return 0;
    }
    return this.#append(lines);
  }

  pause() {
    this.paused = true;
  }

  resume() {
    this.paused = false;
    const lines = this.#waiting;
    this.#waiting = [];
    return this.#append(lines);
  }

  /** Empties the view; what comes from now on is shown. */
  clear() {
    this.#clearedBefore = Math.max(this.#all.at(-1)?.seq ?? -1, this.#waiting.at(-1)?.seq ?? -1, 0);
    this.#refilter();
  }

  unclear() {
    this.#clearedBefore = -1;
    this.#refilter();
  }

  /** @param {((text: string) => [number, number][]) | null} find where a text fits; null: all fit */
  filter(find) {
    this.#find = find;
    this.#refilter();
  }

  #fits(line) {
    return line.seq > this.#clearedBefore && (!this.#find || this.#find(line.plain, true).length > 0);
  }

  #refilter() {
    this.#shown = this.#find || this.isCleared ? this.#all.filter((line) => this.#fits(line)) : null;
  }

  #append(lines) {
    for (const line of lines) {
      this.#all.push(line);
      if (this.#shown && this.#fits(line)) {
        this.#shown.push(line);
      }
    }
    return this.#all.length > most ? this.#shed() : 0;
  }

  #shed() {
    const before = this.view.length;
    const gone = this.#all.splice(0, Math.max(shedAtOnce, this.#all.length - most));
    this.dropped += gone.length;
    if (this.#shown) {
      const last = gone.at(-1).seq;
      const from = this.#shown.findIndex((line) => line.seq > last);
      this.#shown.splice(0, from < 0 ? this.#shown.length : from);
    }
    return before - this.view.length;
  }
}

/**
 * What finds a filter's matches: words as they are, ignoring case, or /a regular expression/ (with flags).
 * @returns {((text: string, first?: boolean) => [number, number][]) | null} throws a SyntaxError when the expression cannot be read
 */
export function finder(filter) {
  if (!filter) {
    return null;
  }
  const expression = /^\/(.+)\/([imsu]*)$/.exec(filter);
  const pattern = expression ? new RegExp(expression[1], `g${expression[2] || 'i'}`) : new RegExp(RegExp.escape?.(filter) ?? filter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi');
  return (text, first = false) => {
    pattern.lastIndex = 0;
    const found = [];
    for (let hit = pattern.exec(text); hit; hit = pattern.exec(text)) {
      found.push([hit.index, hit.index + hit[0].length]);
      if (hit[0] === '') {
        pattern.lastIndex += 1;
      }
      if (first || found.length > 200) {
        break;
      }
    }
    return found;
  };
}
