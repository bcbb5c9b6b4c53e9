import { h } from '../dom.js';
import { icon } from '../icons.js';

const common = [
  ['timeout', 'contains this word, anywhere'],
  ['"two words"', 'quotes keep spaces'],
  ['-health', 'a minus turns any term round'],
  ['@http.route:/next', 'an attribute has this value; * fits any text'],
  ['@http.response.status_code:>=500', 'compares numbers: > >= < <='],
  ['@error.type', 'an attribute is there'],
  ['resource:web', 'sent by this resource or instance'],
];

const own = {
  logs: [
    ['level:warning', 'at least this level'],
    ['category:EchoApp.*', 'the logger'],
    ['event:RequestFinished', 'the name of the event'],
    ['trace:4bf92f', 'a trace, by the start of its id'],
  ],
  traces: [
    ['name:/next', 'the name of the root contains this'],
    ['duration:>100ms', 'the whole trace took longer; us ms s m'],
    ['status:error', 'a span failed'],
    ['kind:server', 'server, client, producer, consumer, internal'],
    ['category:System.Net.Http', 'the source of spans'],
  ],
};

/** The grammar of the filter behind a question mark; each example can be put into the filter. */
export function filterHelp(kind, onTerm) {
  const row = ([term, meaning]) => h('li', null, h('button', { type: 'button', class: 'filter-example', title: 'Put into the filter', onclick: () => {
    details.open = false;
    onTerm(term);
  } }, term), h('span', null, meaning));
  const details = h('details', { class: 'filter-help' },
    h('summary', { class: 'icon-button', 'aria-label': 'What can be written in the filter', title: 'What can be written here' }, icon('help')),
    h('div', { class: 'filter-help-panel' },
      h('p', null, 'Terms are separated by spaces; all of them must hold.'),
      h('ul', null, own[kind].map(row), common.map(row))));
  details.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && details.open) {
      event.stopPropagation();
      details.open = false;
      details.querySelector('summary').focus();
    }
  });
  details.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !details.contains(event.relatedTarget)) {
      details.open = false;
    }
  });
  const outside = (event) => {
    if (!details.contains(event.target)) {
      details.open = false;
    }
  };
  details.addEventListener('toggle', () => document[details.open ? 'addEventListener' : 'removeEventListener']('pointerdown', outside));
  return details;
}
