import { h, redraw } from '../dom.js';
import { icon } from '../icons.js';
import { stateOf } from '../resources/state.js';

/** Chooses whose lines are shown: all together, one resource, or one of its replicas. */
export function picker(state, pick) {
  const select = h('select', { 'aria-label': 'Resource', onchange: () => pick(select.value) });
  return {
    element: h('label', { class: 'field picker' }, icon('console'), select),
    show(chosen) {
      const groups = [...Map.groupBy(state.list().filter((resource) => resource.hasLife), (resource) => resource.name)];
      const choices = groups.map(([name, instances]) => [name, instances.map((resource) => [resource.displayName, stateOf(resource).word])]);
      const known = chosen === '' || groups.some(([name, instances]) => name === chosen || instances.some((resource) => resource.displayName === chosen));
      redraw(select, [choices, known || chosen], () => [
        h('option', { value: '' }, 'All together'),
        known ? null : h('option', { value: chosen }, chosen),
        choices.map(([name, instances]) => (instances.length === 1
          ? h('option', { value: instances[0][0] }, label(instances[0]))
          : h('optgroup', { label: name }, h('option', { value: name }, `${name}: all replicas`), instances.map((one) => h('option', { value: one[0] }, label(one)))))),
      ]);
      select.value = chosen;
    },
  };
}

function label([name, word]) {
  return word === 'Running' ? name : `${name} (${word.toLowerCase()})`;
}
