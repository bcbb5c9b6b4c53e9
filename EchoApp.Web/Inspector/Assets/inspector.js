// What the inspector's pages need beside what HTML does by itself.
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
  const dialog = event.target;
  if (dialog.open) {
    return;
  }
  if (dialog.querySelector("[role=alert]")) {
    // The page says what was refused: one that does not comes in its place.
    location.replace(dialog.querySelector("a[data-dialog]").href);
  } else if (location.search === "?new") {
    history.replaceState(null, "", location.pathname);
  }
});

// A dialog that the server has opened stands above the page too.
for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.close();
  dialog.showModal();
}

// What has just been done is said by a page that has just come: where it is focused, it is heard.
document.querySelector("[data-said]")?.focus({ preventScroll: true });
