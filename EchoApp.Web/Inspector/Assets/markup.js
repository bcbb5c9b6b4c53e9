// Pieces of pages, as the server writes them.
const reasons = {
  404: "That is not there any longer.",
  503: "The store does not answer.",
};

export function parse(markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return template.content;
}

// Throws with what is to be told to people; when it is called off, an AbortError.
export async function fetchMarkup(url, signal) {
  let response;
  try {
    response = await fetch(url, { headers: { "HX-Request": "true" }, signal });
  } catch (error) {
    throw error.name === "AbortError" ? error : new Error("The service does not answer.");
  }
  if (response.status === 401) {
    location.reload();
  }
  if (!response.ok) {
    throw Object.assign(new Error(reasons[response.status] ?? `The service answered ${response.status}.`), { status: response.status });
  }
  return parse(await response.text());
}
