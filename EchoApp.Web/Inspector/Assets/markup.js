// Pieces of pages, as the server writes them.
const patience = 30000; // ms
const reasons = {
  404: "That is not there any longer.",
  503: "The store does not answer.",
};

export function parse(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
}

async function ask(url, options) {
  const signal = AbortSignal.any([AbortSignal.timeout(patience), ...[options.signal].filter(Boolean)]);
  try {
    const response = await fetch(url, { ...options, signal, headers: { "HX-Request": "true", "Accept": "text/html;q=0.9, application/problem+json" } });
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (error) {
    throw options.signal?.aborted ? error : new Error("The service does not answer.");
  }
}

function detailOf(problem) {
  try {
    return JSON.parse(problem).detail;
  } catch {
    return null;
  }
}

// What the service says to a form. Throws with why it does not do that.
export async function sendForm(url, fields) {
  const response = await ask(url, { method: "POST", body: new URLSearchParams(fields) });
  if (response.status === 401) {
    throw new Error("The session has ended. Log in in another tab, and go on here.");
  }
  if (!response.ok) {
    throw new Error(detailOf(response.text) ?? `The service answered ${response.status}.`);
  }
  return parse(response.text);
}

// Throws with what is to be told to people; when it is called off, an AbortError.
export async function fetchMarkup(url, signal) {
  const response = await ask(url, { signal });
  if (response.status === 401) {
    location.reload();
  }
  if (!response.ok) {
    throw Object.assign(new Error(reasons[response.status] ?? `The service answered ${response.status}.`), { status: response.status });
  }
  return parse(response.text);
}
