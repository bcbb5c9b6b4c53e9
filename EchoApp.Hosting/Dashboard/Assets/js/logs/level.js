import { h } from '../dom.js';
import { icon } from '../icons.js';

const levels = {
  Trace: { word: 'Trace', icon: 'unknown', kind: 'trace' },
  Debug: { word: 'Debug', icon: 'unknown', kind: 'debug' },
  Information: { word: 'Info', icon: 'info', kind: 'info' },
  Warning: { word: 'Warning', icon: 'warning', kind: 'warning' },
  Error: { word: 'Error', icon: 'error', kind: 'error' },
  Critical: { word: 'Critical', icon: 'error', kind: 'critical' },
};

export const levelOptions = [['', 'All levels'], ['debug', 'Debug and up'], ['information', 'Information and up'], ['warning', 'Warning and up'], ['error', 'Error and up'], ['critical', 'Critical']];

/** "info", "warning" …: how a level is coloured. */
export function kindOf(level) {
  return (levels[level] ?? levels.Information).kind;
}

/** Icon, word and colour of a level. */
export function levelBadge(level) {
  const { word, icon: name, kind } = levels[level] ?? levels.Information;
  return h('span', { class: 'log-level', dataset: { level: kind } }, icon(name), h('span', null, word));
}
