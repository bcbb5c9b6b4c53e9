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

document.addEventListener("htmx:response:error", event => notify(`The service answered ${event.detail.ctx.response.status}.`));
document.addEventListener("htmx:error", () => notify("The service does not answer."));
