import { h } from '../dom.js';
import { day, clock, utc } from '../format.js';

/** Gives the lines as a file of plain text: time in UTC, resource where there are several, text without colours. */
export function download(lines, name, together) {
  const text = lines.map((line) => `${utc(line.time)} ${together ? `[${line.name}] ` : ''}${line.error ? '(err) ' : ''}${line.plain}\n`);
  const address = URL.createObjectURL(new Blob(text, { type: 'text/plain;charset=utf-8' }));
  const now = new Date();
  const link = h('a', { href: address, download: `${name}-${day(now)}-${clock(now, { milliseconds: false }).replaceAll(':', '')}.log` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
