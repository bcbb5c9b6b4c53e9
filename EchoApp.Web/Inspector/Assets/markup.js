// Pieces of pages, as the server writes them.
const patience = 30000; // ms
const reasons = {
  401: "The session has ended. Log in in another tab, and go on here.",
  404: "That is not there any longer.",
  503: "The store does not answer. Nothing is lost on this page.",
};

// What is told to people when the service does not do what was asked.
export const isAway = "The service does not answer.";
export const reasonOf = status => reasons[status] ?? `The service answered ${status}.`;

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
    throw options.signal?.aborted ? error : new Error(isAway);
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
  if (!response.ok) {
    throw new Error((response.status !== 401 && detailOf(response.text)) || reasonOf(response.status));
  }
  return parse(response.text);
}

// Throws with what is to be told to people; when it is called off, an AbortError.
export async function fetchMarkup(url, signal) {
  const response = await ask(url, { signal });
  if (response.status === 401) {
    // The page leads to the login, and back.
    location.reload();
    throw new Error("The session has ended.");
  }
  if (!response.ok) {
    throw Object.assign(new Error(reasonOf(response.status)), { status: response.status });
  }
  return parse(response.text);
}
