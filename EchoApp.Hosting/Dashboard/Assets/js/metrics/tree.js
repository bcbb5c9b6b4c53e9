import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { resourceLabel } from '../telemetry/resource.js';
import { breakable } from '../telemetry/text.js';

const icons = { Counter: 'counter', UpDownCounter: 'up-down', Gauge: 'gauge', Histogram: 'histogram' };
const words = { Counter: 'counter', UpDownCounter: 'up-down counter', Gauge: 'gauge', Histogram: 'histogram' };

export const wordOf = (kind) => words[kind] ?? kind;
export const kindIcon = (kind) => icon(icons[kind] ?? 'metrics', wordOf(kind));

const ofResource = (choice, name, instanceId) => choice.resource === name && (!choice.instanceId || choice.instanceId === instanceId);
const same = (a, b) => a && b && ofResource(a, b.resource, b.instanceId) && a.meter === b.meter && a.instrument === b.instrument;

/**
 * Resources, their meters, and the instruments of these; a search narrows it.
 * @param {{state, onChoose: (choice: {resource: string, instanceId: string, meter: string, instrument: string}) => void}} options
 */
export function instrumentTree({ state, onChoose }) {
  const opened = new Map();
  const search = h('input', { type: 'text', inputmode: 'search', 'aria-label': 'Find an instrument', placeholder: 'Find an instrument', spellcheck: 'false', autocomplete: 'off', dataset: { filter: '' }, oninput: draw });
  const list = h('div', { class: 'mtree', role: 'tree', 'aria-label': 'Instruments' });
  let resources = [];
  let chosen = null;
  let active = null;
  list.addEventListener('keydown', pressed);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      focus(items()[0]);
    } else if (event.key === 'Escape' && search.value) {
      event.stopPropagation();
      search.value = '';
      draw();
    }
  });

  function draw() {
    const text = search.value.trim().toLowerCase();
    const had = list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const shown = resources.map((resource) => resourceItem(resource, text)).filter(Boolean);
    replace(list, shown.length > 0 ? shown : h('p', { class: 'mtree-none' }, text ? `No instrument has “${search.value.trim()}” in its name.` : 'No instruments yet.'));
    const all = items();
    const current = all.find((item) => item.dataset.key === (had ?? active)) ?? all.find((item) => item.getAttribute('aria-selected') === 'true') ?? all[0];
    current?.setAttribute('tabindex', '0');
    if (had && current?.dataset.key === had) {
      current.focus({ preventScroll: true });
    }
  }

  function isOpen(key, standard, text) {
    return text !== '' || (opened.get(key) ?? standard);
  }

  function resourceItem(resource, text) {
    const meters = resource.meters.map((meter) => meterItem(resource, meter, text)).filter(Boolean);
    const key = `r ${resource.displayName}`;
    const standard = chosen ? ofResource(chosen, resource.name, resource.instanceId) : resource === resources[0];
    return meters.length > 0 && group(key, 1, resourceLabel(resource, state), isOpen(key, standard, text), meters);
  }

  function meterItem(resource, meter, text) {
    const found = meter.instruments.filter((one) => !text || one.name.toLowerCase().includes(text) || meter.name.toLowerCase().includes(text) || one.description?.toLowerCase().includes(text));
    const key = `m ${resource.displayName} ${meter.name}`;
    return found.length > 0 && group(key, 2, h('span', { class: 'mtree-meter' }, breakable(meter.name)), isOpen(key, true, text), found.map((one) => instrumentItem(resource, meter, one)));
  }

  function group(key, level, label, open, children) {
    return h('div', { role: 'none', class: 'mtree-group' },
      h('div', { class: `mtree-item level-${level}`, role: 'treeitem', tabindex: '-1', 'aria-level': level, 'aria-expanded': String(open), dataset: { key }, onclick: () => toggle(key, !open) }, icon(open ? 'chevron-down' : 'chevron-right'), label),
      open && h('div', { role: 'group' }, children));
  }

  function instrumentItem(resource, meter, one) {
    const choice = { resource: resource.name, instanceId: resource.instanceId, meter: meter.name, instrument: one.name };
    const item = h('div', { class: 'mtree-item level-3', role: 'treeitem', tabindex: '-1', 'aria-level': 3, 'aria-selected': String(Boolean(same(chosen, choice))), title: one.description || null,
      dataset: { key: `i ${resource.displayName} ${meter.name} ${one.name}` }, onclick: () => onChoose(choice) }, kindIcon(one.kind), h('span', { class: 'mtree-name' }, breakable(one.name)));
    return item;
  }

  function toggle(key, open) {
    opened.set(key, open);
    active = key;
    draw();
  }

  const items = () => [...list.querySelectorAll('[role="treeitem"]')];

  function focus(item) {
    if (item) {
      list.querySelectorAll('[tabindex="0"]').forEach((one) => one.setAttribute('tabindex', '-1'));
      item.setAttribute('tabindex', '0');
      active = item.dataset.key;
      item.focus();
    }
  }

  function pressed(event) {
    const all = items();
    const at = all.indexOf(document.activeElement);
    if (at < 0 || event.metaKey || event.ctrlKey || event.altKey) {
      return;
    }
    const item = all[at];
    const open = item.getAttribute('aria-expanded');
    const level = Number(item.getAttribute('aria-level'));
    const moves = { ArrowDown: all[at + 1], ArrowUp: all[at - 1] ?? null, Home: all[0], End: all.at(-1) };
    if (event.key in moves) {
      if (moves[event.key] === null) {
        search.focus();
      }
      focus(moves[event.key]);
    } else if (event.key === 'Enter' || event.key === ' ') {
      item.click();
    } else if (event.key === 'ArrowRight' && open === 'false') {
      toggle(item.dataset.key, true);
    } else if (event.key === 'ArrowRight') {
      focus(open === 'true' ? all[at + 1] : undefined);
    } else if (event.key === 'ArrowLeft' && open === 'true') {
      toggle(item.dataset.key, false);
    } else if (event.key === 'ArrowLeft') {
      focus(all.slice(0, at).reverse().find((one) => Number(one.getAttribute('aria-level')) < level));
    } else {
      return;
    }
    event.preventDefault();
  }

  return {
    element: h('div', { class: 'mtree-box' }, h('div', { class: 'filter-field' }, icon('search'), search), list), search,
    setResources(next) {
      const before = JSON.stringify(resources.map((one) => [one.displayName, one.meters.map((meter) => [meter.name, meter.instruments.map((instrument) => instrument.name)])]));
      const after = JSON.stringify(next.map((one) => [one.displayName, one.meters.map((meter) => [meter.name, meter.instruments.map((instrument) => instrument.name)])]));
      resources = next;
      if (before !== after) {
        draw();
      }
    },
    choose(choice) {
      chosen = choice;
      draw();
      list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    },
  };
}
