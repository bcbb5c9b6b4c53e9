import { duration } from '../format.js';

const least = 0.001;

/** The part of a trace's time that is shown, in milliseconds from its start. */
export class TimeView {
  #changed;
  total = 1;
  from = 0;
  to = 1;

  constructor(changed) {
    this.#changed = changed;
  }

  get span() {
    return this.to - this.from;
  }

  get zoomed() {
    return this.from > 0 || this.to < this.total;
  }

  /** The trace has become longer: a view of the whole stays one. */
  setTotal(total) {
    const whole = !this.zoomed;
    this.total = Math.max(total, least);
    if (whole) {
      this.from = 0;
      this.to = this.total;
    }
    this.to = Math.min(this.to, this.total);
    this.#changed();
  }

  show(from, to) {
    const width = Math.min(this.total, Math.max(to - from, Math.max(least, this.total / 5000)));
    this.from = Math.max(0, Math.min(from, this.total - width));
    this.to = this.from + width;
    this.#changed();
  }

  reset() {
    this.show(0, this.total);
  }

  /** Zooms around a point of the view (0…1): factor below 1 is nearer. */
  zoom(factor, at = 0.5) {
    const width = this.span * factor;
    const point = this.from + this.span * at;
    this.show(point - width * at, point + width * (1 - at));
  }

  /** Moves by a part of the view. */
  pan(part) {
    this.show(this.from + this.span * part, this.to + this.span * part);
  }

  /** Where a time stands, in percent of the view. */
  percent(milliseconds) {
    return ((milliseconds - this.from) / this.span) * 100;
  }

  /** Round times for the axis: {at: percent, text}[], their step and the phase of the first, in percent. */
  ticks(wanted) {
    const raw = this.span / Math.max(1, wanted);
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = power * [1, 2, 2.5, 5, 10].find((factor) => power * factor >= raw * 0.999);
    const first = Math.ceil(this.from / step - 1e-9) * step;
    const list = [];
    for (let time = first; time <= this.to + step * 1e-6; time += step) {
      list.push({ at: this.percent(time), text: duration(Math.round(time / step) * step) });
    }
    return { list, step: (step / this.span) * 100, phase: this.percent(first) };
  }
}
