// The list of what a bin has.
import { follow } from "./arrivals.js";
import { openedId } from "./detail.js";
import { Rows } from "./rows.js";

const list = document.querySelector(".requests");

if (list) {
  // What is open is known by the address; its row may come later than it.
  function mark() {
    const id = openedId();
    for (const link of list.querySelectorAll("a[aria-current]")) {
      link.removeAttribute("aria-current");
    }
    id && document.getElementById(`r-${id}`)?.querySelector("a").setAttribute("aria-current", "true");
  }
  document.addEventListener("inspect:opened", mark);
  document.addEventListener("inspect:closed", mark);
  mark();

  const rows = new Rows(list, mark);
  document.addEventListener("inspect:more", () => rows.readOn(1));
  document.addEventListener("inspect:changed", () => {
    rows.settle();
    rows.readOn();
  });
  follow(list, rows);
}
