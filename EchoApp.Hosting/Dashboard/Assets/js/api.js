const attempts = 3;

/** What the server refused, in its own words (problem+json). */
export class ApiError extends Error {
  constructor(status, detail) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.detail = detail;
  }
}

function address(path, params) {
  const url = new URL(path.startsWith('/') ? path : `/api/${path}`, location.origin);
  for (const [name, value] of Object.entries(params ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined) {
        url.searchParams.append(name, String(one));
      }
    }
  }
  return url;
}

/** To the login page, and back here after it. */
export function goToLogin() {
  location.assign(`/login?returnUrl=${encodeURIComponent(location.pathname + location.search)}`);
}

async function problem(response) {
  const text = await response.text().catch(() => '');
  try {
    const body = JSON.parse(text);
    return body.detail ?? body.message ?? body.title ?? response.statusText;
  } catch {
    return text.slice(0, 300) || response.statusText || `The server answered ${response.status}.`;
  }
}

/** Asks again where nothing came back, as when the browser noticed a change of the network; what changes something is asked once. */
async function ask(url, options) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(url, options);
    } catch (error) {
      if (error.name === 'AbortError') {
        throw error;
      }
      if (options.method !== 'GET' || attempt === attempts) {
        throw new ApiError(0, 'The AppHost does not answer. Is it still running?');
      }
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}

async function send(method, path, params, signal) {
  const response = await ask(address(path, params), { method, signal, credentials: 'same-origin', headers: { Accept: 'application/json' } });
  if (response.status === 401) {
    goToLogin();
  }
  if (!response.ok) {
    throw new ApiError(response.status, await problem(response));
  }
  return response;
}

/**
 * @param {string} path absolute ("/api/resources"), or below /api ("resources")
 * @param {Record<string, any>} [params] null and undefined are left out; lists are repeated
 * @param {{signal?: AbortSignal}} [options]
 */
export async function get(path, params, { signal } = {}) {
  return (await send('GET', path, params, signal)).json();
}

export async function post(path, params, { signal } = {}) {
  const text = await (await send('POST', path, params, signal)).text();
  return text ? JSON.parse(text) : null;
}

/** The values of an NDJSON answer, one by one, until it ends or the signal aborts. */
export async function* lines(path, params, { signal } = {}) {
  const response = await send('GET', path, params, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    const parts = (rest + (value ?? '')).split('\n');
    rest = done ? '' : parts.pop();
    for (const part of parts) {
      if (part.trim()) {
        yield JSON.parse(part);
      }
    }
    if (done) {
      return;
    }
  }
}
