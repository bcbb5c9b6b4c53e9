import { h } from '../dom.js';

/** A name that may break after its dots, slashes and underscores. */
export const breakable = (name) => name.split(/(?<=[./_:])/).map((part, index) => [index > 0 && h('wbr', null), part]);
