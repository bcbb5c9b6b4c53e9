import { get } from './api.js';

const events = ['resources', 'usage', 'console', 'telemetry'];
const longestWait = 8000;

/** The one stream of the server. Handlers of 'state' get "open" or "lost"; those of 'run' are told before the first event of another run. */
export class Stream {
  #handlers = new Map();
  #topics = { console: null, tail: null };
  #source = null;
  #retry = 0;
  #failures = 0;
  #last = '';
  #run = '';
  state = 'connecting';

  constructor() {
    // Browsers open few connections to a host: pages that nobody sees must not hold them all.
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#close() : this.#connect()));
  }

  /** @returns {() => void} takes the handler off again */
  on(event, handler) {
    const handlers = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, handlers);
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  /** Opens anew with other topics: {console: [ids or names, or '*'] | null, tail}. What is kept of them comes first, with "reset": true. */
  select(topics) {
    this.#topics = { console: null, tail: null, ...topics };
    this.open();
  }

  /** From the beginning. */
  open() {
    this.#last = '';
    this.#connect();
  }

  #connect() {
    this.#close();
    if (document.hidden) {
      return;
    }
    const query = new URLSearchParams();
    for (const name of this.#topics.console ?? []) {
      query.append('console', name);
    }
    if (this.#topics.console && this.#topics.tail !== null) {
      query.set('tail', String(this.#topics.tail));
    }
    if (this.#last) {
      query.set('after', this.#last);
    }
    const source = new EventSource(`/api/stream${query.size ? `?${query}` : ''}`);
    this.#source = source;
    source.addEventListener('open', () => {
      this.#failures = 0;
      this.#become('open');
    });
    source.addEventListener('error', () => this.#failed(source));
    for (const event of events) {
      source.addEventListener(event, (message) => {
        this.#last = message.lastEventId;
        this.#runIs(message.lastEventId.split('.')[0]);
        this.#emit(event, JSON.parse(message.data));
      });
    }
  }

  #failed(source) {
    this.#become('lost');
    if (source.readyState !== EventSource.CLOSED || source !== this.#source) {
      return;
    }
    // Refused rather than cut off: ask why (401 leads to the login page), then try again.
    get('/api/telemetry').catch(() => {});
    this.#failures += 1;
    this.#retry = setTimeout(() => this.#connect(), Math.min(longestWait, 500 * 2 ** this.#failures));
  }

  #close() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  /** The run is kept when the stream is opened anew: what the pages hold belongs to it. */
  #runIs(run) {
    const before = this.#run;
    this.#run = run;
    if (before && run !== before) {
      this.#emit('run', run);
    }
  }

  #become(state) {
    if (this.state !== state) {
      this.state = state;
      this.#emit('state', state);
    }
  }

  #emit(event, data) {
    for (const handler of [...(this.#handlers.get(event) ?? [])]) {
      handler(data);
    }
  }
}
