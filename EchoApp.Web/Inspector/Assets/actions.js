// What is done with the request that is open, or else with the row that has the focus: by key, or by its buttons.
import { notify } from "./notice.js";
import { openedId } from "./detail.js";

const list = document.querySelector(".requests");
const detail = document.getElementById("detail");

if (list) {
  let marked;

  // The address of a request without what is shown of it: for a key that of the page, which the list shows as the one that is meant.
  const place = () => {
    const row = list.querySelector(".rows a:focus");
    return openedId() ? location.pathname : row && new URL(row.href).pathname;
  };
  const shownPlace = () => new URL(detail.querySelector("[data-place]").dataset.place, location.href).pathname;
  const rowOf = path => document.getElementById(`r-${path.slice(path.lastIndexOf("/") + 1)}`);

  function submit(path, fields) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = path;
    const asked = new URLSearchParams(location.search);
    const state = Object.fromEntries(["q", "tab", "view"].map(name => [name, asked.get(name) ?? ""]));
    for (const [name, value] of Object.entries({ ...state, ...fields })) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }

  // The one behind it is open next, so that going through many takes one key.
  function remove(path) {
    const rows = [...list.querySelectorAll(".rows li")];
    const at = rows.indexOf(rowOf(path));
    const next = at < 0 ? null : rows[at + 1] ?? rows[at - 1];
    submit(`${path}/delete`, openedId() && next ? { next: next.id.slice(2) } : {});
  }

  function compare(path) {
    if (marked && marked !== path) {
      location.assign(`${marked}/compare/${path.slice(path.lastIndexOf("/") + 1)}`);
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
    submit(`${path}/pin`, { pinned });
  }

  for (const [name, act] of Object.entries({ delete: remove, compare, pin })) {
    document.addEventListener(`inspect:${name}`, () => {
      const path = place();
      path && act(path);
    });
  }
  document.addEventListener("inspect:undo", () => document.querySelector("[data-act=undo]")?.requestSubmit());

  // Buttons are of what is shown, which may not be what the address says by now.
  detail.addEventListener("submit", event => {
    if (event.target.dataset.act === "delete") {
      event.preventDefault();
      remove(shownPlace());
    }
  });
  detail.addEventListener("click", event => event.target.dataset.act === "compare" && compare(shownPlace()));

  // Rows that come again do not know that they are marked.
  document.addEventListener("inspect:rows", () => marked && rowOf(marked)?.classList.add("marked"));
  const reveal = () => detail.querySelectorAll("[data-act=compare]").forEach(button => button.hidden = false);
  document.addEventListener("inspect:shown", reveal);
  reveal();
}
