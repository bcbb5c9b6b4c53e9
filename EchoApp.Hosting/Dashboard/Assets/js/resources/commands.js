import { h } from '../dom.js';
import { icon } from '../icons.js';
import { menuButton } from '../menu.js';

const basics = { start: 'play', stop: 'stop', restart: 'restart' };
const basicName = (command) => command.name.replace(/^resource-/, '');
const known = { ...basics, rebuild: 'restart' };

/** Runs commands of resources and shows where they stand. */
export class Commands {
  #app;
  #changed;
  #running = new Set();

  /** @param {() => void} changed called when a command begins or ends */
  constructor(app, changed) {
    this.#app = app;
    this.#changed = changed;
  }

  isRunning(target, command) {
    return this.#running.has(`${target.id}/${command.name}`);
  }

  /** The commands of all instances of a resource at once: enabled where one instance would take it. */
  static shared(instances) {
    const first = instances[0].commands;
    return first.map((command) => ({
      ...command,
      state: instances.some((resource) => resource.commands.some((one) => one.name === command.name && one.state === 'Enabled')) ? 'Enabled' : command.state,
    }));
  }

  async run(target, command) {
    if (command.state !== 'Enabled' || this.isRunning(target, command)) {
      return;
    }
    if (command.confirmation && !(await this.#app.confirm(command.confirmation, { title: `${command.displayName}: ${target.displayName}`, action: command.displayName }))) {
      return;
    }
    const key = `${target.id}/${command.name}`;
    this.#running.add(key);
    this.#changed();
    try {
      const answer = await this.#app.api.post(`/api/resources/${encodeURIComponent(target.id)}/commands/${encodeURIComponent(command.name)}`);
      this.#app.toast(answer?.message || `${command.displayName} ${target.displayName}: done.`, { kind: 'success' });
    } catch (error) {
      this.#app.toast(`${command.displayName} ${target.displayName}: failed. ${error.message}`, { kind: 'error' });
    } finally {
      this.#running.delete(key);
      this.#changed();
    }
  }

  /** What of the commands is seen, for redraw. */
  signature(target) {
    return [target.id, target.displayName, target.commands.map((command) => [command.name, command.displayName, command.state, command.description, this.isRunning(target, command)])];
  }

  /** Start or stop, restart, and a menu with all else. @param {{id, displayName, commands}} target */
  buttons(target, extra = []) {
    const find = (name) => target.commands.find((command) => basicName(command) === name && command.state !== 'Hidden');
    const [start, stop, restart] = ['start', 'stop', 'restart'].map(find);
    const first = start && (start.state === 'Enabled' || !stop) ? start : stop;
    const shownFirst = start && this.isRunning(target, start) ? start : stop && this.isRunning(target, stop) ? stop : first;
    const others = () => target.commands.filter((command) => !(basicName(command) in basics) && command.state !== 'Hidden').map((command) => this.#item(target, command));
    return [
      shownFirst && this.#button(target, shownFirst, 'first'),
      restart && this.#button(target, restart, 'restart'),
      menuButton({ class: 'icon-button', title: 'More', 'aria-label': `More actions on ${target.displayName}`, dataset: { focus: `${target.id}-more` } }, icon('more'), () => {
        const commands = others();
        return commands.length > 0 && extra.length > 0 ? [...commands, null, ...extra] : [...commands, ...extra];
      }, `Actions on ${target.displayName}`),
    ];
  }

  /** All commands with their names, for the details. */
  named(target) {
    return target.commands.filter((command) => command.state !== 'Hidden').map((command) => {
      const running = this.isRunning(target, command);
      return h('button', {
        type: 'button', class: ['button', running && 'busy'], title: command.description, 'aria-disabled': command.state !== 'Enabled' ? true : null, 'aria-busy': running ? true : null,
        dataset: { focus: `${target.id}-named-${command.name}` }, onclick: () => this.run(target, command),
      }, icon(running ? 'restart' : known[basicName(command)] ?? 'command'), command.displayName);
    });
  }

  #button(target, command, slot) {
    const running = this.isRunning(target, command);
    const label = `${command.displayName} ${target.displayName}`;
    return h('button', {
      type: 'button', class: ['icon-button', `do-${basicName(command)}`, running && 'busy'], title: running ? `${command.displayName}: running` : command.displayName, 'aria-label': label,
      'aria-disabled': command.state === 'Enabled' || running ? null : true, 'aria-busy': running ? true : null,
      dataset: { focus: `${target.id}-${slot}`, command: basicName(command) }, onclick: () => this.run(target, command),
    }, icon(running ? 'starting' : basics[basicName(command)]));
  }

  #item(target, command) {
    return {
      label: command.displayName, icon: known[basicName(command)] ?? 'command', hint: command.description, disabled: command.state !== 'Enabled' || this.isRunning(target, command),
      run: () => this.run(target, command),
    };
  }
}
