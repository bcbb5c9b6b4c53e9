import { get } from './api.js';

const keptSamples = 60;
const seriesCount = 8;

/** What the stream has told so far: `resources` by id, `usage` by id, `telemetry`. Pages listen with `on`. */
export class Model {
  #handlers = new Map();
  #series = new Map();
  resources = new Map();
  usage = new Map();
  telemetry = null;
  application = '';
  version = '';
  loaded = false;

  constructor(stream) {
    stream.on('resources', (data) => this.#takeResources(data));
    stream.on('usage', (data) => this.#takeUsage(data));
    stream.on('run', () => this.#begunAnew());
    stream.on('telemetry', (data) => {
      this.telemetry = data;
      this.#emit('telemetry');
    });
  }

  /** 'resources' | 'usage' | 'telemetry' | 'application'; returns what takes the handler off again. */
  on(event, handler) {
    const handlers = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, handlers);
    handlers.add(handler);
    return () => handlers.delete(handler);
  }

  async loadApplication() {
    const { application, version } = await get('/api/resources');
    Object.assign(this, { application, version });
    this.#emit('application');
  }

  /** All resources to be shown, in a steady order: by name, replicas together. */
  list() {
    return [...this.resources.values()]
      .filter((resource) => !resource.isHidden)
      .sort((a, b) => a.name.localeCompare(b.name) || a.displayName.localeCompare(b.displayName));
  }

  /** The instances of a resource: by its name, by an instance's display name or by its id. */
  find(nameOrId) {
    const all = this.list();
    const exact = all.filter((resource) => resource.id === nameOrId || resource.displayName === nameOrId);
    return exact.length > 0 ? exact : all.filter((resource) => resource.name === nameOrId);
  }

  /** The resource that a telemetry resource {name, instanceId} is; undefined for foreign senders. */
  ofTelemetry({ name, instanceId }) {
    return this.resources.get(`${name}-${instanceId}`) ?? this.list().find((resource) => resource.name === name);
  }

  /** 1…8, the number of the series colour of a resource's name: given out in order, kept as long as the page lives. */
  seriesOf(name) {
    if (!this.#series.has(name)) {
      this.#series.set(name, (this.#series.size % seriesCount) + 1);
    }
    return this.#series.get(name);
  }

  /** As a CSS value, for setProperty: "var(--series-3)". */
  colourOf(name) {
    return `var(--series-${this.seriesOf(name)})`;
  }

  #takeResources({ reset, resources }) {
    if (reset) {
      this.resources.clear();
    }
    for (const resource of resources) {
      this.resources.set(resource.id, resource);
    }
    for (const resource of this.list()) {
      if (resource.hasLife) {
        this.seriesOf(resource.name);
      }
    }
    this.loaded = true;
    this.#emit('resources');
  }

  #takeUsage({ samples }) {
    for (const sample of samples) {
      const kept = this.usage.get(sample.id) ?? [];
      if (kept.length === 0 || kept[kept.length - 1].time < sample.time) {
        kept.push(sample);
        if (kept.length > keptSamples) {
          kept.shift();
        }
      }
      this.usage.set(sample.id, kept);
    }
    this.#emit('usage');
  }

  #begunAnew() {
    this.usage.clear();
    this.#emit('usage');
  }

  #emit(event) {
    for (const handler of [...(this.#handlers.get(event) ?? [])]) {
      handler();
    }
  }
}
