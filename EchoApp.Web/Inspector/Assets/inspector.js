// What the inspector's pages need beside what HTML and htmx do by themselves.
import "./times.js";

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

// A dialog that the server has opened stands above the page too.
for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.close();
  dialog.showModal();
}

// What has failed behind the reader's back.
const notice = document.createElement("p");
notice.className = "notice";
notice.setAttribute("role", "status");
document.body.append(notice);
const shown = 6000;
let timer;

export function notify(text) {
  notice.textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => notice.textContent = "", shown);
}

const retry = 2000;

document.addEventListener("htmx:response:error", event => {
  const { ctx } = event.detail;
  if (!connectAgain(ctx)) {
    notify(ctx.response.status === 401 ? "The session has ended. Log in in another tab, and go on here." : `The service answered ${ctx.response.status}.`);
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
