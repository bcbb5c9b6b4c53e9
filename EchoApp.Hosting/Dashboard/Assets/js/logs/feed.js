const firstLoad = 300;
const olderLoad = 500;
const newerLoad = 1000;
const mostRows = 20_000;

/**
 * The log records that match a filter, oldest first: the newest at first, what is new as it comes, older ones when asked.
 * Tells `changed` with {kind: 'reset' | 'newer' | 'older' | 'state', added, removed}: removed ones were at the front.
 */
export class LogFeed {
  #api;
  #changed;
  #abort = new AbortController();
  #busy = false;
  #known = 0;
  #floor = 0;
  rows = [];
  q = '';
  cursor = 0;
  count = 0;
  dropped = 0;
  hasOlder = false;
  /** 'loading' | 'ready' | 'failed' */
  phase = 'loading';
  error = null;
  /** What the server says against the filter; the rows of the last good one stay. */
  refused = null;
  paused = false;

  constructor(api, changed) {
    this.#api = api;
    this.#changed = changed;
  }

  /** Whether records wait that were not fetched while paused. */
  get behind() {
    return this.#known > this.cursor;
  }

  get cleared() {
    return this.#floor > 0;
  }

  async load(q) {
    this.q = q;
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.#busy = true;
    this.#tell('state');
    try {
      const page = await this.#api.get('telemetry/logs', { q: q || null, limit: firstLoad, after: null }, { signal });
      this.rows = page.items.filter((row) => row.seq > this.#floor);
      this.hasOlder = page.hasMore && this.rows.length === page.items.length;
      this.#take(page);
      Object.assign(this, { phase: 'ready', refused: null, error: null });
      this.#busy = false;
      this.#tell('reset');
      this.#newer();
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  /** The server has records up to this cursor. */
  tick(cursor) {
    if (cursor < this.cursor) {
      this.#floor = 0;
      this.#known = cursor;
      this.load(this.q);
      return;
    }
    this.#known = cursor;
    if (!this.paused) {
      this.#newer();
    } else {
      this.#tell('state');
    }
  }

  pause(paused) {
    this.paused = paused;
    this.#tell('state');
    if (!paused) {
      this.#newer();
    }
  }

  /** Hides all that is there; show() brings it back. */
  clear() {
    this.#floor = this.cursor;
    this.rows = [];
    this.hasOlder = false;
    this.#tell('reset');
  }

  show() {
    this.#floor = 0;
    return this.load(this.q);
  }

  async older() {
    if (this.#busy || !this.hasOlder || this.rows.length === 0) {
      return;
    }
    const { signal } = this.#abort;
    this.#busy = true;
    try {
      const page = await this.#api.get('telemetry/logs', { q: this.q || null, limit: olderLoad, before: this.rows[0].seq }, { signal });
      this.rows.unshift(...page.items);
      this.hasOlder = page.hasMore;
      this.#busy = false;
      this.#tell('older', page.items.length);
      this.#newer();
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  dispose() {
    this.#abort.abort();
  }

  async #newer() {
    if (this.#busy || this.paused || this.phase !== 'ready' || !this.behind) {
      return;
    }
    const { signal } = this.#abort;
    this.#busy = true;
    try {
      let more = true;
      while (more) {
        const page = await this.#api.get('telemetry/logs', { q: this.q || null, limit: newerLoad, after: this.cursor }, { signal });
        for (const row of page.items) {
          this.rows.push(row);
        }
        this.#take(page);
        more = page.hasMore && page.items.length > 0;
        const removed = Math.max(0, this.rows.length - mostRows);
        if (removed > 0) {
          this.rows.splice(0, removed);
          this.hasOlder = true;
        }
        this.#tell('newer', page.items.length, removed);
      }
      this.#busy = false;
      this.#newer();
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  #take({ cursor, count, dropped }) {
    this.cursor = Math.max(this.cursor, cursor);
    this.#known = Math.max(this.#known, this.cursor);
    this.count = count;
    this.dropped = dropped;
  }

  #fail(error, signal) {
    if (signal.aborted) {
      return;
    }
    this.#busy = false;
    if (error.status === 400) {
      this.refused = error.detail;
    } else {
      this.error = error;
      this.phase = this.rows.length === 0 ? 'failed' : this.phase;
    }
    this.#tell('state');
  }

  #tell(kind, added = 0, removed = 0) {
    this.#changed({ kind, added, removed });
  }
}
