// What is done with the row that has the focus, or else with the request that is open: by key, or by its buttons. The page stays, and who reads it where they were.
import { openedId, openedPath, rowBeside } from "./detail.js";
import { sendForm } from "./markup.js";
import { notify } from "./notice.js";

const list = document.querySelector(".requests");
const detail = document.getElementById("detail");
const said = document.getElementById("said");

if (list) {
  let marked;
  let isAsking = false; // One after the other: nothing is done twice because a key was pressed twice.
  let removed;

  // The path of a request: for a key as the list or else the address has it; for a button as it is shown, which may be behind that.
  const place = () => {
    const row = list.querySelector(".rows a:focus");
    return row ? new URL(row.href).pathname : openedPath();
  };
  const shownPlace = () => new URL(detail.querySelector("[data-place]").dataset.place, location.href).pathname;
  const idOf = path => path.slice(path.lastIndexOf("/") + 1);
  const rowOf = path => document.getElementById(`r-${idOf(path)}`);

  // What the service says to that; null where it does not do it.
  async function ask(path, fields) {
    if (isAsking) {
      return null;
    }
    isAsking = true;
    try {
      return await sendForm(path, { q: new URLSearchParams(location.search).get("q") ?? "", ...fields });
    } catch (error) {
      notify(error.message);
      return null;
    } finally {
      isAsking = false;
    }
  }

  // The one behind it is next, so that going through many takes one key.
  async function remove(path) {
    const done = await ask(`${path}/delete`, {});
    if (!done) {
      return;
    }
    said.replaceChildren(done);
    const row = rowOf(path);
    const isOpen = openedId() === idOf(path);
    const next = row && (rowBeside(row, 1).row ?? rowBeside(row, -1).row);
    const hadFocus = row?.contains(document.activeElement) || document.activeElement === document.body || detail.contains(document.activeElement);
    removed = row && { row, rows: row.parentElement, before: row.previousElementSibling, behind: row.nextElementSibling };
    marked = marked === path ? null : marked;
    row?.remove();
    forget();
    const link = next?.querySelector("a");
    hadFocus && link?.focus({ preventScroll: true });
    if (isOpen) {
      link ? link.click() : document.dispatchEvent(new Event("inspect:close"));
    }
    document.dispatchEvent(new Event("inspect:changed"));
  }

  // Whether a row has its place still, between those that were around it.
  const isAsItWas = ({ rows, before, behind }) => rows.isConnected && (before ?? behind)
    && (before ? before.parentElement === rows && before.nextElementSibling === behind : behind.parentElement === rows && !behind.previousElementSibling);

  // What the address says of what was done before is no longer so.
  function forget() {
    const url = new URL(location.href);
    for (const name of ["cleared", "undo", "until", "restored", "sent"]) {
      url.searchParams.delete(name);
    }
    url.href !== location.href && history.replaceState(history.state, "", url);
  }

  async function undo(form) {
    const done = await ask(form.getAttribute("action"), {});
    if (!done) {
      return;
    }
    said.replaceChildren(done);
    forget();
    if (removed && isAsItWas(removed)) {
      removed.rows.insertBefore(removed.row, removed.behind);
      removed.row.querySelector("a").focus({ preventScroll: true });
      document.dispatchEvent(new Event("inspect:changed"));
    } else {
      document.dispatchEvent(new Event("inspect:renew"));
    }
    removed = null;
  }

  // Its row and what is open say it then.
  async function change(path, kind, fields) {
    const rows = await ask(`${path}/${kind}`, fields);
    const row = rows?.querySelector("li");
    const old = rowOf(path);
    if (row && old) {
      const hadFocus = old.contains(document.activeElement);
      old.replaceWith(row);
      hadFocus && row.querySelector("a").focus({ preventScroll: true });
      document.dispatchEvent(new Event("inspect:changed"));
    }
    if (rows) {
      notify("Saved.");
      openedId() === idOf(path) && document.dispatchEvent(new Event("inspect:refresh"));
    }
  }

  function compare(path) {
    if (marked && marked !== path) {
      location.assign(`${marked}/compare/${idOf(path)}`);
      return;
    }
    list.querySelector(".marked")?.classList.remove("marked");
    marked = marked === path ? null : path;
    marked && rowOf(path)?.classList.add("marked");
    notify(marked ? "Marked. Go to another request, and compare the two there." : "No longer marked.");
  }

  // Whether it is pinned is known of what is shown; of a row that is not, by its badge.
  function pin(path) {
    const button = detail.querySelector("[name=pinned]");
    const pinned = button && shownPlace() === path ? button.value : String(!rowOf(path)?.querySelector(".pin"));
    return change(path, "pin", { pinned });
  }

  for (const [name, act] of Object.entries({ delete: remove, compare, pin })) {
    document.addEventListener(`inspect:${name}`, () => {
      const path = place();
      path && act(path);
    });
  }
  document.addEventListener("inspect:undo", () => document.querySelector("[data-act=undo]")?.requestSubmit());

  const forms = {
    delete: () => remove(shownPlace()),
    pin: form => change(shownPlace(), "pin", { pinned: form.elements.pinned.value }),
    tags: form => change(shownPlace(), "tags", { tags: form.elements.tags.value }),
    undo,
  };
  document.addEventListener("submit", event => {
    const act = forms[event.target.dataset.act];
    if (act) {
      event.preventDefault();
      act(event.target);
    }
  });
  detail.addEventListener("click", event => event.target.dataset.act === "compare" && compare(shownPlace()));

  // Rows that come again do not know that they are marked.
  document.addEventListener("inspect:rows", () => marked && rowOf(marked)?.classList.add("marked"));
  const reveal = () => detail.querySelectorAll("[data-act=compare]").forEach(button => button.hidden = false);
  document.addEventListener("inspect:shown", reveal);
  reveal();
}
