import { plural } from '../format.js';

/**
 * What of one signal was not taken as it was sent, for the notes at the foot of a page.
 * @param {{rejected?: number, refused?: number, truncated?: number} | undefined} status of the signal
 * @param {string} one what the signal counts: 'record'
 * @returns {string[]}
 */
export function losses(status, one) {
  const { rejected = 0, refused = 0, truncated = 0 } = status ?? {};
  const were = (count) => (count === 1 ? 'was' : 'were');
  return [
    rejected > 0 && `${plural(rejected, one)} ${were(rejected)} rejected.`,
    refused > 0 && `${plural(refused, 'request')} ${were(refused)} refused as a whole: too large, not readable, or more than could be taken at the time.`,
    truncated > 0 && `${plural(truncated, one)} ${were(truncated)} cut to the limits.`,
  ].filter(Boolean);
}
