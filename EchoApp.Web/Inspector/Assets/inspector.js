// What the inspector's pages need beside what HTML and htmx do by themselves.
import { notify } from "./notice.js";
import "./times.js";
import "./requests.js";
import "./detail.js";
import "./actions.js";
import "./keys.js";
import "./completion.js";

// Buttons that say by command and commandfor what they do with a dialog, for browsers that do not know of that (WHATWG HTML, "invoker commands").
if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", event => {
    const button = event.target.closest("button[commandfor]");
    const dialog = button && document.getElementById(button.getAttribute("commandfor"));
    if (dialog) {
      button.getAttribute("command") === "close" ? dialog.close() : dialog.showModal();
    }
  });
}

// What the server would open or close on a page of its own does so here.
document.addEventListener("click", event => {
  const link = event.target.closest("a[data-dialog]");
  if (link && !event.button && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
    const dialog = document.getElementById(link.dataset.dialog);
    event.preventDefault();
    dialog.open ? dialog.close() : dialog.showModal();
  }
});

document.getElementById("new-bin")?.addEventListener("close", event => {
  if (!event.target.open && location.search === "?new") {
    history.replaceState(null, "", location.pathname);
  }
});

// A dialog that the server has opened stands above the page too.
for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.close();
  dialog.showModal();
}

const retry = 2000;
const failures = {
  401: "The session has ended. Log in in another tab, and go on here.",
  404: "That is not there any longer.",
  503: "The store does not answer. Nothing is lost on this page: try again.",
};

// What has just been done is said by a page that has just come: where it is focused, it is heard.
document.querySelector("[data-said]")?.focus({ preventScroll: true });

document.addEventListener("htmx:response:error", event => {
  const { ctx } = event.detail;
  if (!connectAgain(ctx)) {
    notify(failures[ctx.response.status] ?? `The service answered ${ctx.response.status}.`);
  }
});
document.addEventListener("htmx:error", event => connectAgain(event.detail.ctx) || notify("The service does not answer."));

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
