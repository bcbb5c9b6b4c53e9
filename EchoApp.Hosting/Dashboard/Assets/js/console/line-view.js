import { h } from '../dom.js';
import { clock, utc } from '../format.js';
import { parse } from './ansi.js';
import { backgroundColour, onBackground, textColours } from './colours.js';

const address = /https?:\/\/[^\s"'<>()[\]{}]+[^\s"'<>()[\]{}.,;:!?]/g;

/**
 * The element of one line. All of a line's text becomes text nodes, and nothing else.
 * @param {{text, plain, time, number, error, name, resourceName}} line
 * @param {{find: ((text: string) => [number, number][]) | null, together: boolean, colourOf: (name: string) => string}} view
 */
export function lineElement(line, { find, together, colourOf }) {
  const element = h('div', { class: line.error ? 'line err' : 'line' },
    h('span', { class: 'line-number', 'aria-hidden': 'true' }, String(line.number)),
    h('time', { class: 'line-time', title: utc(line.time) }, clock(line.time, { milliseconds: false }), h('span', { class: 'line-fraction' }, clock(line.time).slice(8))),
    together ? h('span', { class: 'line-name series', title: line.name }, h('span', { class: 'res-text' }, line.name)) : null,
    line.error ? h('span', { class: 'visually-hidden' }, 'error output: ') : null,
    h('span', { class: 'line-text' }, pieces(line, find)));
  if (together) {
    element.style.setProperty('--series', colourOf(line.resourceName));
  }
  return element;
}

function pieces(line, find) {
  const segments = parse(line.text);
  const marks = find ? find(line.plain) : [];
  const links = [...line.plain.matchAll(address)].map((found) => [found.index, found.index + found[0].length, found[0]]);
  const cuts = [...new Set([...marks, ...links].flatMap(([from, to]) => [from, to]))].sort((a, b) => a - b);
  const nodes = [];
  let offset = 0;
  for (const { text, style } of segments) {
    let from = 0;
    for (const cut of [...cuts.filter((at) => at > offset && at < offset + text.length).map((at) => at - offset), text.length]) {
      const part = text.slice(from, cut);
      nodes.push(piece(part, style, within(marks, offset + from), within(links, offset + from)));
      from = cut;
    }
    offset += text.length;
  }
  return nodes;
}

function within(ranges, at) {
  return ranges.find(([from, to]) => at >= from && at < to);
}

function piece(text, style, mark, link) {
  let node = style ? styled(text, style) : text;
  if (mark) {
    node = h('mark', null, node);
  }
  return link ? h('a', { href: link[2], target: '_blank', rel: 'noopener noreferrer' }, node) : node;
}

function styled(text, style) {
  const element = h('span', { class: classes(style) }, text);
  const background = style.background ?? null;
  const foreground = style.foreground ?? null;
  if (style.inverse) {
    return element;
  }
  if (background) {
    element.style.setProperty('background', backgroundColour(background));
    setColours(element, textColours(Array.isArray(foreground) ? foreground : onBackground(background), background));
  } else if (Array.isArray(foreground)) {
    setColours(element, textColours(foreground, null));
  }
  return element;
}

function setColours(element, { light, dark }) {
  element.classList.add('fx');
  element.style.setProperty('--on-light', light);
  element.style.setProperty('--on-dark', dark);
}

function classes(style) {
  return [
    style.bold && 'b', style.dim && 'dim', style.italic && 'i', style.underline && 'u', style.strike && 'strike', style.inverse && 'inverse',
    typeof style.foreground === 'number' && !style.background && `f${style.foreground}`,
  ];
}
