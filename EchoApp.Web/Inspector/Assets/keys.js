// What keys do, as the guide on the page says: each has an action, which whoever does it listens for.
const guide = document.getElementById("guide");
const stored = "single-keys";
const repeated = new Set(["next", "previous"]);

if (guide) {
  const actions = new Map([...guide.querySelectorAll("[data-keys]")].flatMap(entry => entry.dataset.keys.split(" ").map(key => [key, entry.dataset.action])));
  const fields = "input, textarea, select, [contenteditable]";

  // Who speaks to the machine, or touches keys by accident, has characters do nothing (WCAG 2.2, 2.1.4).
  const areOn = guide.querySelector("[name=single-keys]");
  try {
    areOn.checked = localStorage.getItem(stored) !== "off";
  } catch {
    // A browser that keeps nothing has them on.
  }
  areOn.closest("[hidden]").hidden = false;
  areOn.addEventListener("change", () => localStorage.setItem(stored, areOn.checked ? "on" : "off"));

  // Some keyboards have brackets only with AltGr, or on a Mac with Alt.
  const isOrdered = event => event.metaKey || (!event.getModifierState("AltGraph") && (event.ctrlKey || (event.altKey && !/^[[\]/?]$/.test(event.key))));

  document.addEventListener("keydown", event => {
    const action = actions.get(event.key);
    if (!action || event.defaultPrevented || isOrdered(event) || event.isComposing || document.querySelector("dialog[open]")) {
      return;
    }
    if (event.target.matches(fields)) {
      if (action === "close") {
        // What is searched for stays: browsers empty the field.
        event.preventDefault();
        event.target.closest("details.menu") ? document.dispatchEvent(new Event("inspect:close")) : event.target.blur();
      }
      return;
    }
    if ((event.key.length === 1 && !areOn.checked) || (event.repeat && !repeated.has(action))) {
      return;
    }
    // What a link, a button or something that scrolls does by itself.
    if ((action === "open" && event.target.matches("a, button, summary")) || (event.key.length > 1 && action !== "close" && event.target.closest("pre, .opened"))) {
      return;
    }
    event.preventDefault();
    document.dispatchEvent(new Event(`inspect:${action}`));
  });

  document.addEventListener("inspect:search", () => {
    const field = document.getElementById("q");
    field.focus();
    field.select();
  });
  document.addEventListener("inspect:help", () => guide.showModal());
}
