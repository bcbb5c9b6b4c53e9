import { svg } from './dom.js';

/** Paths on a grid of 16 × 16, drawn as strokes of 1.5; a name that begins with "filled:" is a surface. */
const paths = {
  resources: ['M2 2.75h5v4.5H2zM9 2.75h5v4.5H9zM2 8.75h5v4.5H2zM9 8.75h5v4.5H9z'],
  console: ['M1.75 2.75h12.5v10.5H1.75z', 'M4.5 6l2.25 2L4.5 10', 'M8.5 10.25h3'],
  logs: ['M2 3.5h1.5M6 3.5h8M2 8h1.5M6 8h8M2 12.5h1.5M6 12.5h8'],
  traces: ['M2 3.5h9M5 8h9M8 12.5h4'],
  metrics: ['M2 2v12h12', 'M4.5 10.5l3-4 2.5 2 3.5-5'],
  play: ['M4.5 2.75v10.5L13 8z'],
  stop: ['M3.75 3.75h8.5v8.5h-8.5z'],
  restart: ['M13.25 8a5.25 5.25 0 1 1-1.6-3.8L13.25 5.75', 'M13.25 2.25v3.5h-3.5'],
  more: ['filled:M3 6.75a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 0 0 0-2.5zM8 6.75a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 0 0 0-2.5zM13 6.75a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 0 0 0-2.5z'],
  close: ['M3.5 3.5l9 9M12.5 3.5l-9 9'],
  copy: ['M5.75 5.75h7.5v7.5h-7.5z', 'M10.25 5.5V2.75h-7.5v7.5H5.5'],
  eye: ['M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z', 'M8 9.75a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5z'],
  'eye-off': ['M2 2l12 12', 'M6.2 3.8A6 6 0 0 1 8 3.5C12 3.5 14.5 8 14.5 8a12 12 0 0 1-2 2.5M4.2 4.9C2.5 6.1 1.5 8 1.5 8S4 12.5 8 12.5a6 6 0 0 0 3.2-.95'],
  search: ['M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9z', 'M10.3 10.3L14 14'],
  sun: ['M8 10.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5z', 'M8 1.25v1.5M8 13.25v1.5M1.25 8h1.5M13.25 8h1.5M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1'],
  moon: ['M13.5 9.75A5.75 5.75 0 0 1 6.25 2.5a5.75 5.75 0 1 0 7.25 7.25z'],
  auto: ['M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z', 'filled:M8 2a6 6 0 0 1 0 12z'],
  help: ['M5.5 5.75a2.5 2.5 0 1 1 3.7 2.2c-.8.450-1.2.950-1.2 1.8', 'M8 12.5h.01'],
  check: ['M2.75 8.5l3.5 3.5 7-8'],
  success: ['M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z', 'M5.25 8.25l2 2 3.5-4'],
  warning: ['M8 2L14.5 13.5h-13z', 'M8 6.5v3M8 11.5h.01'],
  error: ['M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z', 'M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2'],
  info: ['M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z', 'M8 7.5v3.5M8 5h.01'],
  clock: ['M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z', 'M8 4.75V8l2.25 1.5'],
  stopped: ['M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z', 'filled:M5.75 5.75h4.5v4.5h-4.5z'],
  running: ['M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z', 'filled:M6.5 5.25v5.5L11 8z'],
  starting: ['M8 2a6 6 0 1 1-6 6', 'M8 5v3l2 1.5'],
  unknown: ['M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z', 'M5.5 8h5'],
  'chevron-down': ['M3.5 6L8 10.5 12.5 6'],
  'chevron-right': ['M6 3.5L10.5 8 6 12.5'],
  'chevron-up': ['M3.5 10L8 5.5l4.5 4.5'],
  back: ['M9.5 3L4.5 8l5 5'],
  link: ['M6.5 9.5l3-3', 'M7.25 4.75l1.5-1.5a2.85 2.85 0 0 1 4 4l-1.5 1.5M8.75 11.25l-1.5 1.5a2.85 2.85 0 0 1-4-4l1.5-1.5'],
  external: ['M9 2.5h4.5V7M13.5 2.5L7.5 8.5', 'M11.5 9.5v4h-9v-9h4'],
  download: ['M8 2v8.25M4.5 7L8 10.5 11.5 7', 'M2.5 13.5h11'],
  pause: ['M5.25 3v10M10.75 3v10'],
  wrap: ['M2 3.5h12M2 8h9.5a2.25 2.25 0 0 1 0 4.5H8', 'M9.75 10.75L8 12.5l1.75 1.75', 'M2 12.5h2.5'],
  clear: ['M2.5 4h11M6 4V2.5h4V4M4 4l.75 9.5h6.5L12 4'],
  end: ['M8 2v7.5M4.5 6L8 9.5 11.5 6', 'M3 13.25h10'],
  numbers: ['M6.25 2.5L4.75 13.5M11.25 2.5L9.75 13.5M2.75 6h11M2.25 10h11'],
  table: ['M1.75 2.75h12.5v10.5H1.75z', 'M1.75 6.25h12.5M6.25 6.25v7'],
  graph: ['M2 6h4v4H2zM10 1.75h4v4h-4zM10 10.25h4v4h-4z', 'M6 8h2M10 3.75H8v8.5h2'],
  project: ['M5.25 4.5L1.75 8l3.5 3.5M10.75 4.5L14.25 8l-3.5 3.5'],
  executable: ['M2.5 3.5l4.5 4.5-4.5 4.5', 'M8.5 12.5h5.5'],
  container: ['M8 1.75l5.5 3v6.5l-5.5 3-5.5-3v-6.5z', 'M2.75 5L8 7.75 13.25 5M8 7.75v6.25'],
  parameter: ['M9.9 10.25a3.9 3.9 0 1 0-3.5-2.75L2 12v2h2.5v-1.75h1.75V10.5z', 'M11 5h.01'],
  connection: ['M5.5 2v3M10.5 2v3M3.5 5h9v2.5a4.5 4.5 0 0 1-9 0zM8 12v2.5'],
  other: ['M8 2l6 6-6 6-6-6z'],
  lock: ['M3.75 7.25h8.5v6.25h-8.5z', 'M5.5 7V4.75a2.5 2.5 0 0 1 5 0V7'],
  command: ['M8.75 1.75L3.5 9h4l-.75 5.25L12.5 7h-4z'],
  folder: ['M1.75 3.25h4.5l1.5 1.75h6.5v8H1.75z'],
};

/** An icon; hidden from assistive technology unless it has a label of its own. */
export function icon(name, label) {
  return svg('svg', { class: 'icon', viewBox: '0 0 16 16', width: '16', height: '16', 'aria-hidden': label ? null : 'true', role: label ? 'img' : null, 'aria-label': label ?? null },
    ...(paths[name] ?? paths.other).map((path) => (path.startsWith('filled:') ? svg('path', { d: path.slice(7), class: 'filled' }) : svg('path', { d: path }))));
}

/** The sign of EchoApp: a source and two echoes. */
export function mark() {
  return svg('svg', { class: 'mark', viewBox: '0 0 24 24', width: '24', height: '24', 'aria-hidden': 'true' },
    svg('circle', { cx: '5', cy: '12', r: '3' }), svg('path', { d: 'M11 6.5a7.8 7.8 0 0 1 0 11' }), svg('path', { d: 'M15.5 3a12.7 12.7 0 0 1 0 18' }));
}
