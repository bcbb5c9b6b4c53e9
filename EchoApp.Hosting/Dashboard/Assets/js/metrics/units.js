import { duration, number } from '../format.js';

/** How values of a unit (UCUM, as OpenTelemetry writes it) are shown. */
const binary = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const seconds = { s: 1000, ms: 1, us: 0.001, ns: 0.000001, min: 60_000, h: 3_600_000 };
const byteUnits = { By: 1, KiBy: 1024, MiBy: 1024 ** 2, GiBy: 1024 ** 3, KBy: 1000, kBy: 1000, MBy: 1e6, GBy: 1e9 };
const words = { Cel: '°C', '%': '%', Hz: 'Hz', 1: '', bit: 'bit', V: 'V', W: 'W', J: 'J' };

/**
 * @param {string} unit
 * @param {{rate?: boolean}} options rate: of a counter, per second
 * @returns {{label: string, format: (value: number | null) => string, base: number}} base: 1024 where steps of the axis should be powers of two
 */
export function unitOf(unit, { rate = false } = {}) {
  const per = rate ? '/s' : '';
  if (unit in seconds) {
    return { label: rate ? 'seconds per second' : 'time', base: 1000, format: guard((value) => `${time(value * seconds[unit])}${per}`) };
  }
  if (unit in byteUnits) {
    return { label: rate ? 'bytes per second' : 'bytes', base: 1024, format: guard((value) => `${size(value * byteUnits[unit])}${per}`) };
  }
  const annotation = /^\{(.+)\}$/.exec(unit ?? '')?.[1].replaceAll('_', ' ');
  if (annotation) {
    return { label: `${many(annotation)}${rate ? ' per second' : ''}`, base: 1000, format: guard((value) => `${round(value)}${per}`) };
  }
  const word = words[unit] ?? unit ?? '';
  return { label: `${word || 'value'}${rate ? ' per second' : ''}`, base: 1000, format: guard((value) => `${round(value)}${word ? ` ${word}` : ''}${per}`) };
}

const guard = (format) => (value) => (value === null || value === undefined || Number.isNaN(value) ? '–' : format(value));

const round = (value) => (Math.abs(value) >= 1e6 ? value.toLocaleString('en', { notation: 'compact', maximumFractionDigits: 2 }) : number(Math.abs(value) >= 1000 ? Math.round(value) : value));

function time(milliseconds) {
  return milliseconds < 0 ? `-${duration(-milliseconds)}` : duration(milliseconds);
}

function size(count) {
  let value = count;
  let step = 0;
  while (Math.abs(value) >= 1024 && step < binary.length - 1) {
    value /= 1024;
    step += 1;
  }
  return `${number(Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))} ${binary[step]}`;
}

function many(word) {
  if (/(s|x|ch|sh)$/.test(word)) {
    return `${word}es`;
  }
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}
