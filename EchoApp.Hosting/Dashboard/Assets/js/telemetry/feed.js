/**
 * What matches a filter, live: a page of it at first, what is new as ticks tell of it, older ones when asked. One request at a time.
 * A subclass keeps the rows. Tells `changed` with {kind: 'reset' | 'newer' | 'older' | 'state', added, removed}.
 */
export class Feed {
  #api;
  #path;
  #limits;
  #changed;
  #abort = new AbortController();
  #busy = false;
  #known = 0;
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

  /** @param {{path: string, limits: {first: number, older: number, newer: number}}} options */
  constructor(api, { path, limits }, changed) {
    this.#api = api;
    this.#path = path;
    this.#limits = limits;
    this.#changed = changed;
  }

  /** Whether something waits that was not fetched while paused. */
  get behind() {
    return this.#known > this.cursor;
  }

  async load(q) {
    this.q = q;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#busy = false;
    this.tell('state');
    await this.#ask({ limit: this.#limits.first }, (page) => {
      this.cursor = 0;
      this.reset(page);
      this.#take(page);
      Object.assign(this, { phase: 'ready', refused: null, error: null });
      this.tell('reset');
    });
  }

  /** Another run answers now: its records are others, though they have the same numbers. */
  restart() {
    this.forget();
    Object.assign(this, { rows: [], cursor: 0, hasOlder: false, phase: 'loading' });
    this.#known = 0;
    this.tell('reset');
    return this.load(this.q);
  }

  /** The server has accepted records up to this cursor. */
  tick(cursor) {
    this.#known = cursor;
    if (cursor < this.cursor) {
      this.restart();
    } else if (this.phase === 'failed' && !this.#busy) {
      // The way to the server was cut for a moment; it answers again.
      this.load(this.q);
    } else if (this.paused) {
      this.tell('state');
    } else {
      this.#newer();
    }
  }

  pause(paused) {
    this.paused = paused;
    this.tell('state');
    this.#newer();
  }

  async older() {
    if (this.#busy || !this.hasOlder || this.rows.length === 0) {
      return;
    }
    await this.#ask({ limit: this.#limits.older, before: this.oldest() }, (page) => {
      const { added, removed } = this.takeOlder(page.items);
      this.hasOlder = page.hasMore && page.items.length > 0;
      this.tell('older', added, removed);
    });
  }

  dispose() {
    this.#abort.abort();
  }

  tell(kind, added = 0, removed = 0) {
    this.#changed({ kind, added, removed });
  }

  /** Nothing is left of what was told before. */
  forget() {}

  async #newer() {
    if (this.#busy || this.paused || this.phase !== 'ready' || !this.behind) {
      return;
    }
    await this.#ask({ limit: this.#limits.newer, after: this.cursor }, (page) => {
      const { added, removed } = this.takeNewer(page.items);
      const before = this.cursor;
      this.#take(page);
      if (this.cursor === before) {
        this.#known = before;
      }
      this.tell('newer', added, removed);
    });
  }

  async #ask(params, take) {
    const { signal } = this.#abort;
    this.#busy = true;
    try {
      const page = await this.#api.get(this.#path, { q: this.q || null, ...params }, { signal });
      if (signal.aborted) {
        return;
      }
      this.#busy = false;
      take(page);
      this.#newer();
    } catch (error) {
      if (!signal.aborted) {
        this.#busy = false;
        this.#fail(error);
      }
    }
  }

  #take({ cursor, count, dropped }) {
    this.cursor = Math.max(this.cursor, cursor);
    this.#known = Math.max(this.#known, this.cursor);
    this.count = count;
    this.dropped = dropped;
  }

  #fail(error) {
    if (error.status === 400) {
      this.refused = error.detail;
    } else {
      this.error = error;
      this.phase = this.rows.length === 0 ? 'failed' : this.phase;
    }
    this.tell('state');
  }
}
