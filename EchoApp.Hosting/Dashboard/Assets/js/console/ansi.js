import { basic, indexed } from './colours.js';

/* One escape sequence: CSI (parameters, final byte), OSC and other strings up to their end, or two bytes. */
const escape = /\x1b\[([0-9;:<=>?]*)[ -/]*([@-~])|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|\x9b([0-9;:<=>?]*)[ -/]*([@-~])/g;
const controls = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;
const special = /[\x00-\x1f\x7f-\x9f]/;
const tabStop = 8;

/**
 * @typedef {{bold?: boolean, dim?: boolean, italic?: boolean, underline?: boolean, strike?: boolean, inverse?: boolean, foreground?: number | number[] | null, background?: number[] | null}} Style
 *   foreground: 0…15, or red, green, blue
 */

/** The text alone: without escape sequences and control characters, tabs as spaces. */
export function plain(text) {
  if (!special.test(text)) {
    return text;
  }
  const line = lastWritten(text);
  return expandTabs((line.includes('\x1b') || line.includes('\x9b') ? line.replace(escape, '') : line).replace(controls, ''), 0);
}

/**
 * Text in pieces of one style each. Select Graphic Rendition is understood; all other sequences are taken out.
 * @param {string} text
 * @returns {{text: string, style: Style | null}[]}
 */
export function parse(text) {
  if (!special.test(text)) {
    return [{ text, style: null }];
  }
  const line = lastWritten(text);
  const segments = [];
  let style = null;
  let at = 0;
  let column = 0;

  function take(part) {
    const clean = expandTabs(part.replace(controls, ''), column);
    column += clean.length;
    if (clean) {
      segments.push({ text: clean, style });
    }
  }

  for (const found of line.matchAll(escape)) {
    take(line.slice(at, found.index));
    at = found.index + found[0].length;
    if ((found[2] ?? found[4]) === 'm') {
      style = render(style, found[1] ?? found[3]);
    }
  }
  take(line.slice(at));
  return segments;
}

/** A carriage return begins the line anew, as progress displays do. */
function lastWritten(text) {
  if (!text.includes('\r')) {
    return text;
  }
  const trimmed = text.replace(/[\r\n]+$/, '');
  const at = trimmed.lastIndexOf('\r');
  return at < 0 ? trimmed : trimmed.slice(at + 1);
}

function expandTabs(text, column) {
  if (!text.includes('\t')) {
    return text;
  }
  let out = '';
  for (const character of text) {
    out += character === '\t' ? ' '.repeat(tabStop - ((column + out.length) % tabStop)) : character;
  }
  return out;
}

/** @returns {Style | null} null: as if nothing was set */
function render(before, parameters) {
  const codes = parameters === '' ? [0] : parameters.split(/[;:]/).map((code) => Number(code || 0));
  let style = { ...before };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) {
      style = {};
    } else if (code === 38 || code === 48) {
      const { colour, used } = extended(codes, i + 1);
      i += used;
      if (code === 38) {
        style.foreground = colour;
      } else {
        style.background = typeof colour === 'number' ? basic[colour] : colour;
      }
    } else {
      Object.assign(style, simple(code));
    }
  }
  return Object.values(style).some((value) => value !== undefined && value !== false && value !== null) ? style : null;
}

const switches = {
  1: { bold: true }, 2: { dim: true }, 3: { italic: true }, 4: { underline: true }, 7: { inverse: true }, 9: { strike: true }, 21: { underline: true },
  22: { bold: false, dim: false }, 23: { italic: false }, 24: { underline: false }, 27: { inverse: false }, 29: { strike: false },
  39: { foreground: null }, 49: { background: null },
  // Black behind text is what terminals show anyway; .NET's console logger sets it for each level.
  40: { background: null },
};

function simple(code) {
  if (code in switches) {
    return switches[code];
  }
  if (code >= 30 && code <= 37) {
    return { foreground: code - 30 };
  }
  if (code >= 90 && code <= 97) {
    return { foreground: code - 82 };
  }
  if (code >= 41 && code <= 47) {
    return { background: basic[code - 40] };
  }
  return code >= 100 && code <= 107 ? { background: basic[code - 92] } : {};
}

/** 5;n or 2;r;g;b after 38 or 48. */
function extended(codes, at) {
  if (codes[at] === 5) {
    const index = codes[at + 1];
    const valid = index >= 0 && index <= 255;
    return { colour: !valid ? null : index < 16 ? index : indexed(index), used: 2 };
  }
  if (codes[at] === 2) {
    const rgb = codes.slice(at + 1, at + 4);
    return { colour: rgb.length === 3 && rgb.every((part) => part >= 0 && part <= 255) ? rgb : null, used: 4 };
  }
  return { colour: null, used: 0 };
}
