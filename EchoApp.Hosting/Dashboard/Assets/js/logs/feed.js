import { Feed } from '../telemetry/feed.js';

const mostRows = 20_000;

/** Log records, oldest first. `removed` ones were at the front. */
export class LogFeed extends Feed {
  #floor = 0;

  constructor(api, changed) {
    super(api, { path: 'telemetry/logs', limits: { first: 300, older: 500, newer: 1000 } }, changed);
  }

  get cleared() {
    return this.#floor > 0;
  }

  /** Hides all that is there; show() brings it back. */
  clear() {
    this.#floor = this.cursor;
    this.rows = [];
    this.hasOlder = false;
    this.tell('reset');
  }

  show() {
    this.#floor = 0;
    return this.load(this.q);
  }

  forget() {
    this.#floor = 0;
  }

  reset({ items, hasMore }) {
    this.rows = items.filter((log) => log.seq > this.#floor);
    this.hasOlder = hasMore && this.rows.length === items.length;
  }

  oldest() {
    return this.rows[0].seq;
  }

  takeOlder(items) {
    this.rows.unshift(...items);
    return { added: items.length, removed: 0 };
  }

  takeNewer(items) {
    for (const log of items) {
      this.rows.push(log);
    }
    const removed = Math.max(0, this.rows.length - mostRows);
    if (removed > 0) {
      this.rows.splice(0, removed);
      this.hasOlder = true;
    }
    return { added: items.length, removed };
  }
}
