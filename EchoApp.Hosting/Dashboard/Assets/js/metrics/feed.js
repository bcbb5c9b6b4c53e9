const pause = 1000;
const pointsOf = { 60: 60, 300: 60, 900: 90, 1800: 120, 3600: 120, 10800: 180, 21600: 180, 43200: 240 };

/** The tree of instruments and the data of the chosen one; asks again at most once a second. */
export class MetricFeed {
  #api;
  #changed;
  #abort = new AbortController();
  #busy = false;
  #again = false;
  #timer = 0;
  #instruments = -1;
  resources = null;
  data = null;
  error = null;
  paused = false;

  /** @param {(what: 'tree' | 'data' | 'error') => void} changed */
  constructor(api, changed) {
    this.#api = api;
    this.#changed = changed;
  }

  async loadTree() {
    try {
      const { resources } = await this.#api.get('telemetry/metrics');
      this.resources = resources;
      this.#changed('tree');
    } catch (error) {
      this.#instruments = -1;
      this.error = error;
      this.#changed('error');
    }
  }

  /** @param {{resource, instanceId, meter, instrument, window, dimension: string[]} | null} choice */
  choose(choice) {
    this.choice = choice;
    this.#abort.abort();
    this.#abort = new AbortController();
    clearTimeout(this.#timer);
    this.#busy = false;
    this.#load();
  }

  /** Another run answers now: what it has is asked for as on the first visit. */
  restart(choice) {
    this.#instruments = -1;
    this.data = null;
    this.error = null;
    this.loadTree();
    this.choose(choice);
  }

  /** New points have come. */
  tick({ instruments }) {
    if (instruments !== this.#instruments) {
      this.#instruments = instruments;
      this.loadTree();
    }
    if (this.paused || document.hidden) {
      return;
    }
    if (this.#busy) {
      this.#again = true;
    } else {
      this.#load();
    }
  }

  pause(paused) {
    this.paused = paused;
    if (!paused) {
      this.tick({ instruments: this.#instruments });
    }
  }

  dispose() {
    this.#abort.abort();
    clearTimeout(this.#timer);
  }

  async #load() {
    if (!this.choice) {
      return;
    }
    const { signal } = this.#abort;
    this.#busy = true;
    this.#again = false;
    const { resource, instanceId, meter, instrument, window, dimension } = this.choice;
    try {
      const data = await this.#api.get('telemetry/metrics/data', { resource, instanceId: instanceId || null, meter, instrument, window, points: pointsOf[window] ?? 120, dimension }, { signal });
      this.data = { ...data, resource: { name: resource, instanceId }, exemplars: (data.exemplars ?? []).map((one) => ({ ...one, time: typeof one.time === 'string' ? Date.parse(one.time) / 1000 : one.time })) };
      this.error = null;
      this.#changed('data');
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      this.error = error;
      this.#changed('error');
    }
    this.#timer = setTimeout(() => {
      this.#busy = false;
      if (this.#again) {
        this.tick({ instruments: this.#instruments });
      }
    }, pause);
  }
}
