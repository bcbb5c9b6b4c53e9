import { eachFrame, h } from '../dom.js';
import { Colours, onThemeChange } from '../metrics/colours.js';

const leastDrag = 4;

/**
 * The whole trace small, with the part that is shown: drag to choose another part.
 * @param {{state, tree: import('./tree.js').SpanTree, view: import('./view.js').TimeView}} options
 */
export function createOverview({ state, tree, view }) {
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const shown = h('div', { class: 'overview-shown' });
  const chosen = h('div', { class: 'overview-chosen', hidden: true });
  const element = h('div', { class: 'overview', title: 'Drag to zoom in on a part; double-click for the whole' }, canvas, shown, chosen);
  const colours = new Colours(element);
  const redraw = eachFrame(draw);
  const resize = new ResizeObserver(redraw);
  const offTheme = onThemeChange(() => {
    colours.forget();
    redraw();
  });
  let start = null;
  resize.observe(element);
  element.addEventListener('dblclick', () => view.reset());
  element.addEventListener('pointerdown', (event) => {
    if (event.button === 0) {
      start = at(event);
      element.setPointerCapture(event.pointerId);
    }
  });
  element.addEventListener('pointermove', (event) => start !== null && drag(at(event)));
  element.addEventListener('pointerup', (event) => {
    if (start !== null) {
      const [from, to] = [start, at(event)].sort((a, b) => a - b);
      start = null;
      chosen.hidden = true;
      if ((to - from) * element.clientWidth > leastDrag) {
        view.show(from * view.total, to * view.total);
      }
    }
  });
  element.addEventListener('pointercancel', () => {
    start = null;
    chosen.hidden = true;
  });

  function at(event) {
    const { left, width } = element.getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - left) / width));
  }

  function drag(now) {
    const [from, to] = [start, now].sort((a, b) => a - b);
    chosen.hidden = false;
    chosen.style.setProperty('left', `${from * 100}%`);
    chosen.style.setProperty('width', `${(to - from) * 100}%`);
  }

  function draw() {
    const { clientWidth: width, clientHeight: height } = element;
    const ratio = devicePixelRatio || 1;
    if (width === 0) {
      return;
    }
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const context = canvas.getContext('2d');
    context.scale(ratio, ratio);
    const { spans } = tree;
    const step = Math.min(6, (height - 8) / Math.max(1, spans.length));
    const thick = Math.max(1, Math.min(4, step - 1));
    const error = colours.get('var(--state-error)');
    spans.forEach((span, index) => {
      context.fillStyle = span.status === 'Error' ? error : colours.get(state.colourOf(span.resource.name));
      context.fillRect((span.offsetMs / view.total) * width, 4 + index * step, Math.max(1, (span.durationMs / view.total) * width), thick);
    });
    shown.style.setProperty('left', `${(view.from / view.total) * 100}%`);
    shown.style.setProperty('width', `${(view.span / view.total) * 100}%`);
    shown.hidden = !view.zoomed;
  }

  return {
    element, redraw,
    dispose() {
      resize.disconnect();
      offTheme();
    },
  };
}
