import { svg } from '../dom.js';

const width = 56;
const height = 18;
const slots = 60;

/** A small line over the newest samples, as wide as its place; new ones come in at the right. The numbers stand above it as text. */
export function sparkline() {
  const area = svg('path', { class: 'spark-area' });
  const line = svg('path', { class: 'spark-line' });
  const element = svg('svg', { class: 'spark', viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true', preserveAspectRatio: 'none' }, area, line);
  return {
    element,
    /** @param {number[]} values @param {number} floor the least height of the scale @param {boolean} zoomed the scale begins near the least value instead of at 0 */
    show(values, floor, zoomed) {
      const kept = values.slice(-slots);
      const base = zoomed ? Math.min(...kept) * 0.9 : 0;
      const shown = kept.map((value) => value - base);
      const top = Math.max(floor, ...shown) * 1.05;
      const x = (index) => (index * width) / Math.max(1, shown.length - 1);
      const y = (value) => height - 1 - (value / top) * (height - 3);
      const points = shown.map((value, index) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
      line.setAttribute('d', points.length > 1 ? `M${points.join('L')}` : '');
      area.setAttribute('d', points.length > 1 ? `M${x(0).toFixed(1)} ${height}L${points.join('L')}L${width} ${height}z` : '');
    },
  };
}
