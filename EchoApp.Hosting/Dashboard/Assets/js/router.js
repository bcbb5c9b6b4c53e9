/** Routes of the page: the first pattern that fits wins; `:name` catches a segment. */
const routes = [
  { pattern: '/', page: 'resources', title: 'Resources' },
  { pattern: '/consolelogs', page: 'console', title: 'Console' },
  { pattern: '/consolelogs/:resource', page: 'console', title: 'Console' },
  { pattern: '/structuredlogs', page: 'structured-logs', title: 'Structured logs' },
  { pattern: '/traces', page: 'traces', title: 'Traces' },
  { pattern: '/traces/:traceId', page: 'trace', title: 'Trace' },
  { pattern: '/metrics', page: 'metrics', title: 'Metrics' },
];

export function match(path) {
  const segments = path.split('/').filter(Boolean);
  for (const route of routes) {
    const expected = route.pattern.split('/').filter(Boolean);
    if (expected.length !== segments.length) {
      continue;
    }
    const params = {};
    const fits = expected.every((part, index) => {
      if (part.startsWith(':')) {
        params[part.slice(1)] = decode(segments[index]);
        return true;
      }
      return part === segments[index];
    });
    if (fits) {
      return { ...route, params };
    }
  }
  return null;
}

function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export class Router {
  #changed;

  /** @param {(navigation: {first: boolean}) => void} changed called when the address has changed by a link, by navigate() or by the browser's buttons */
  constructor(changed) {
    this.#changed = changed;
    addEventListener('popstate', () => changed({ first: false }));
    document.addEventListener('click', (event) => this.#followed(event));
  }

  start() {
    this.#changed({ first: true });
  }

  get route() {
    return match(location.pathname);
  }

  get query() {
    return new URLSearchParams(location.search);
  }

  navigate(path, { replace = false } = {}) {
    if (replace) {
      history.replaceState(null, '', path);
    } else if (path !== location.pathname + location.search) {
      history.pushState(null, '', path);
    }
    this.#changed({ first: false });
  }

  /** Changes the query in place; null removes a member, lists repeat it. The page that asks is not told about it. */
  setQuery(changes, { push = false } = {}) {
    const query = this.query;
    for (const [name, value] of Object.entries(changes)) {
      query.delete(name);
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== null && one !== undefined && one !== '' && one !== false) {
          query.append(name, String(one));
        }
      }
    }
    const address = location.pathname + (query.size ? `?${query}` : '');
    if (address !== location.pathname + location.search) {
      history[push ? 'pushState' : 'replaceState'](null, '', address);
    }
  }

  #followed(event) {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin || link.getAttribute('href').startsWith('#') || !match(link.pathname)) {
      return;
    }
    event.preventDefault();
    this.navigate(link.pathname + link.search);
  }
}
