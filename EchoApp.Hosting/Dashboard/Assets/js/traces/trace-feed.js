import { preciseTime } from '../telemetry/time.js';

const pause = 1000;
const mostLogs = 1000;

/** One trace and the logs of it; asks again, at most once a second, when something has come that belongs to it. */
export class OneTrace {
  #api;
  #changed;
  #abort = new AbortController();
  #busy = false;
  #again = false;
  #logCursor = 0;
  #spanCursor = 0;
  trace = null;
  logs = new Map();
  error = null;

  constructor(api, traceId, changed) {
    this.#api = api;
    this.id = traceId;
    this.#changed = changed;
  }

  async load() {
    const { signal } = this.#abort;
    this.#busy = true;
    try {
      this.error = null;
      await this.#loadTrace(signal);
      this.#spanCursor = this.trace.spans.reduce((most, span) => Math.max(most, span.seq), 0);
      await this.#loadLogs(signal);
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.error = error;
    }
    this.#busy = false;
    this.#changed();
    if (this.#again) {
      this.tick();
    }
  }

  /** Another run answers now; it may have the trace or not. */
  restart() {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#again = false;
    this.#logCursor = 0;
    this.#spanCursor = 0;
    this.trace = null;
    this.logs.clear();
    return this.load();
  }

  /** Something has come; perhaps for this trace. */
  async tick() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    const { signal } = this.#abort;
    this.#busy = true;
    this.#again = false;
    try {
      await this.#look(signal);
    } catch (error) {
      if (!signal.aborted && error.status !== 404) {
        console.warn(error);
      }
    }
    setTimeout(() => {
      if (signal.aborted) {
        return;
      }
      this.#busy = false;
      if (this.#again) {
        this.tick();
      }
    }, pause);
  }

  logsOf(spanId) {
    return this.logs.get(spanId) ?? [];
  }

  dispose() {
    this.#abort.abort();
  }

  async #look(signal) {
    const newer = await this.#api.get('telemetry/traces', { q: `trace:${this.id}`, after: this.#spanCursor, limit: 1 }, { signal });
    if (newer.items.length > 0) {
      await this.#loadTrace(signal);
    }
    const moreLogs = await this.#loadLogs(signal);
    if (moreLogs) {
      await this.#loadTrace(signal);
    }
    this.#spanCursor = Math.max(this.#spanCursor, newer.cursor);
    if (newer.items.length > 0 || moreLogs) {
      this.#changed();
    }
  }

  async #loadTrace(signal) {
    this.trace = await this.#api.get(`telemetry/traces/${encodeURIComponent(this.id)}`, null, { signal });
    this.id = this.trace.traceId;
    this.error = null;
  }

  /** Only of a trace that is there: the times of logs count from its start. @returns whether there are new ones */
  async #loadLogs(signal) {
    if (!this.trace) {
      return false;
    }
    const page = await this.#api.get('telemetry/logs', { q: `trace:${this.id}`, after: this.#logCursor, limit: mostLogs }, { signal });
    this.#logCursor = Math.max(this.#logCursor, page.cursor);
    const start = preciseTime(this.trace.start);
    for (const log of page.items) {
      const key = log.spanId ?? '';
      this.logs.set(key, [...(this.logs.get(key) ?? []), { ...log, offsetMs: preciseTime(log.time) - start }]);
    }
    return page.items.length > 0;
  }
}
