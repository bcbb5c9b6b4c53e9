import { h, redraw, setText } from '../dom.js';
import { icon } from '../icons.js';
import { createPane } from '../pane.js';
import { stateMark } from './cells.js';
import { environment } from './environment.js';
import { consoleLink, logsLink, metricsLink, tracesLink } from './links.js';
import { Secrets } from './secrets.js';
import * as sections from './sections.js';
import { stateOf, words } from './state.js';

/** The pane about one resource; each section is built anew only when it has changed. */
export class Details {
  #app;
  #commands;
  #pane;
  #parts;
  #secrets;
  #environment;
  #resource;
  #problem = h('p', { class: 'pane-problem tone-error', role: 'status', hidden: true });

  constructor({ app, commands, resource, onClose, returnTo }) {
    this.#app = app;
    this.#commands = commands;
    this.id = resource.id;
    this.#resource = resource;
    this.#secrets = new Secrets(app, resource.id, () => this.show(this.#resource));
    this.#environment = environment(this.#secrets, () => this.show(this.#resource));
    this.#pane = createPane({ title: resource.displayName, label: `Details of ${resource.displayName}`, keyboard: app.keyboard, returnTo, onClose: () => { this.#secrets.forget(); onClose(); } });
    this.#parts = Object.fromEntries(['commands', 'overview', 'endpoints', 'health', 'relationships', 'volumes', 'properties'].map((name) => [name, h('section', { class: 'section' })]));
    const { commands: actions, overview, endpoints, health, relationships, volumes, properties } = this.#parts;
    this.#pane.body.append(this.#problem, actions, overview, endpoints, this.#environment.element, properties, volumes, health, relationships);
  }

  get element() {
    return this.#pane.element;
  }

  focus() {
    this.#pane.focus();
  }

  dispose() {
    this.#secrets.forget();
    this.#pane.dispose();
  }

  show(resource) {
    if (!resource) {
      this.#problem.hidden = false;
      setText(this.#problem, 'This resource is gone. What you see is the last that was known of it.');
      return;
    }
    this.#resource = resource;
    this.#problem.hidden = true;
    const { state } = this.#app;
    redraw(this.#pane.sub, [stateOf(resource), resource.type], () => h('span', { class: 'pane-state' }, stateMark(stateOf(resource)), h('span', { class: 'soft' }, words(resource.type))));
    this.#part('commands', [this.#commands.signature(resource), resource.hasLife], resource.hasLife || resource.commands.length > 0, () => [
      h('div', { class: 'button-row' }, this.#commands.named(resource)),
      resource.hasLife ? h('nav', { class: 'link-row', 'aria-label': `More about ${resource.displayName}` },
        link('console', 'Console', consoleLink(resource)), link('logs', 'Structured logs', logsLink(resource, state)), link('traces', 'Traces', tracesLink(resource, state)), link('metrics', 'Metrics', metricsLink(resource))) : null]);
    this.#part('overview', sections.overviewSignature(resource), true, () => sections.overview(resource));
    this.#part('endpoints', resource.urls, resource.urls.length > 0, () => sections.endpoints(resource));
    this.#environment.show(resource);
    this.#part('properties', [resource.properties, this.#secrets.signature], resource.properties.length > 0, () => sections.properties(resource, this.#secrets));
    this.#part('volumes', resource.volumes, resource.volumes.length > 0, () => sections.volumes(resource));
    this.#part('health', resource.healthReports, resource.healthReports.length > 0, () => sections.health(resource));
    const related = sections.relationships(resource, state);
    this.#part('relationships', related, related.length > 0, () => sections.relationshipList(related, state));
  }

  #part(name, signature, wanted, build) {
    this.#parts[name].hidden = !wanted;
    if (wanted) {
      redraw(this.#parts[name], signature, build);
    }
  }
}

function link(name, text, href) {
  return h('a', { href }, icon(name), text);
}
