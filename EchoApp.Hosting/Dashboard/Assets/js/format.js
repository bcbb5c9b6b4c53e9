/** Texts for times, sizes and numbers. Times may be ISO texts, milliseconds or Dates; local unless said. */
const two = (number) => String(number).padStart(2, '0');
const toDate = (time) => (time instanceof Date ? time : new Date(time));

/** 14:03:22.417 */
export function clock(time, { milliseconds = true } = {}) {
  const date = toDate(time);
  const text = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return milliseconds ? `${text}.${String(date.getMilliseconds()).padStart(3, '0')}` : text;
}

/** 2026-11-22 */
export function day(time) {
  const date = toDate(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** 2026-11-22 14:03:22.417, for titles and details */
export function exact(time) {
  return `${day(time)} ${clock(time)}`;
}

/** The same in UTC: 2026-11-22T13:03:22.417Z */
export function utc(time) {
  return toDate(time).toISOString();
}

/** "just now", "42 s ago", "3 min ago", "2 h ago", "5 d ago" */
export function ago(time, now = Date.now()) {
  const seconds = Math.floor((now - toDate(time).getTime()) / 1000);
  if (seconds < 2) {
    return 'just now';
  }
  if (seconds < 60) {
    return `${seconds} s ago`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  return seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86400)} d ago`;
}

function digits(value) {
  const size = Math.abs(value);
  return size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2;
}

function short(value) {
  return value.toLocaleString('en', { maximumFractionDigits: digits(value), useGrouping: true });
}

/** Milliseconds to "417 µs", "12.4 ms", "1.27 s", "3 min 12 s", "2 h 5 min" */
export function duration(milliseconds) {
  if (milliseconds < 0.001) {
    return milliseconds <= 0 ? '0 ms' : `${Math.round(milliseconds * 1e6)} ns`;
  }
  if (milliseconds < 1) {
    return `${short(milliseconds * 1000)} µs`;
  }
  if (milliseconds < 1000) {
    return `${short(milliseconds)} ms`;
  }
  if (milliseconds < 60_000) {
    return `${short(milliseconds / 1000)} s`;
  }
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ${seconds % 60} s` : `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

const sizes = ['B', 'KB', 'MB', 'GB', 'TB'];

/** 82.4 MB, in steps of 1024 */
export function bytes(count) {
  let value = count;
  let step = 0;
  while (Math.abs(value) >= 1000 && step < sizes.length - 1) {
    value /= 1024;
    step += 1;
  }
  return `${step === 0 ? value : value.toFixed(value >= 100 ? 0 : 1)} ${sizes[step]}`;
}

/** 12.3 % */
export function percent(value) {
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} %`;
}

/** 12,345 and 0.0123 */
export function number(value) {
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) >= 1000 ? 15 : 4 });
}

/** 12.3k, 4.1M; whole below 1,000 */
export function compact(value) {
  return value.toLocaleString('en', { notation: 'compact', maximumFractionDigits: 1 });
}

/** plural(1, 'line') → "1 line"; plural(2, 'line') → "2 lines"; plural(2, 'entry', 'entries') */
export function plural(count, one, many = `${one}s`) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** The first characters of an id, for links to traces and spans. */
export function shortId(id, length = 7) {
  return id.slice(0, length);
}
