import { Feed } from '../telemetry/feed.js';
import { preciseTime } from '../telemetry/time.js';

const mostRows = 10_000;

/** Traces, newest first; each changes as more of its spans come. `added` ones are new in front. */
export class TraceFeed extends Feed {
  #byId = new Map();

  constructor(api, changed) {
    super(api, { path: 'telemetry/traces', limits: { first: 200, older: 300, newer: 500 } }, changed);
  }

  reset({ items, hasMore }) {
    this.#byId.clear();
    this.#merge(items);
    this.hasOlder = hasMore;
  }

  oldest() {
    return this.rows.reduce((least, trace) => Math.min(least, trace.seq), Infinity);
  }

  takeOlder(items) {
    this.#merge(items);
    return { added: 0, removed: 0 };
  }

  takeNewer(items) {
    return { added: this.#merge(items), removed: 0 };
  }

  /** @returns how many of them are new */
  #merge(items) {
    const before = this.#byId.size;
    for (const item of items) {
      this.#byId.set(item.traceId, { ...item, startedAt: preciseTime(item.start) });
    }
    const rows = [...this.#byId.values()].sort((a, b) => b.startedAt - a.startedAt || b.seq - a.seq);
    const added = rows.length - before;
    for (const trace of rows.splice(mostRows)) {
      this.#byId.delete(trace.traceId);
      this.hasOlder = true;
    }
    this.rows = rows;
    return added;
  }
}
