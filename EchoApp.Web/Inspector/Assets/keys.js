// What keys do, as the guide on the page says: each has an action, which whoever does it listens for.
const guide = document.getElementById("guide");

if (guide) {
  const actions = new Map([...guide.querySelectorAll("[data-keys]")].flatMap(entry => entry.dataset.keys.split(" ").map(key => [key, entry.dataset.action])));
  const fields = "input, textarea, select, [contenteditable]";

  document.addEventListener("keydown", event => {
    const action = actions.get(event.key);
    if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) {
      return;
    }
    if (event.target.matches(fields)) {
      action === "close" && event.target.blur();
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
