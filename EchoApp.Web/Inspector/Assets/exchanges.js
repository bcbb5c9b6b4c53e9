// What htmx asks of the service, where it fails.
import { isAway, reasonOf } from "./markup.js";
import { notify } from "./notice.js";

const retry = 2000; // ms

document.addEventListener("htmx:response:error", event => {
  const { ctx } = event.detail;
  if (!connectAgain(ctx)) {
    notify(reasonOf(ctx.response.status));
  }
});
document.addEventListener("htmx:error", event => connectAgain(event.detail.ctx) || notify(isAway));

// hx-sse comes again by itself once it has been connected, and not before; and it knows nothing of sessions that have ended.
function connectAgain(ctx) {
  const element = ctx?.sourceElement;
  const url = element?.getAttribute("hx-sse:connect");
  if (url) {
    setTimeout(() => element.isConnected && htmx.ajax("GET", url, { source: element }), retry);
  }

  return Boolean(url);
}

document.addEventListener("htmx:sse:error", event => {
  if (event.detail.status === 401) {
    location.reload();
  } else {
    notify("Not live at the moment: the service does not answer.");
  }
});
