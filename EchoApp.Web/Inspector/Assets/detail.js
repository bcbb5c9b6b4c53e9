// A request opens beside the list, or in its place where there is no room, and its address is that of the page.
import { fetchMarkup } from "./markup.js";
import { notify } from "./notice.js";
import { setTitle } from "./title.js";

const split = document.querySelector(".split");
const detail = document.getElementById("detail");
const list = split?.querySelector(".requests");
const bin = list && new URL(list.dataset.list, location.href).pathname;
const still = 120; // ms without another step
const id = /^\/([0-9a-f]{8}-[0-9a-f-]{27})\/?$/i;

// Which request the page's address names.
export const openedId = () => bin && location.pathname.startsWith(bin) ? id.exec(location.pathname.slice(bin.length))?.[1].toLowerCase() : undefined;

// Its path, without what of it is shown.
export const openedPath = () => openedId() && `${bin}/${openedId()}`;

// The row before or behind another, and what has it; of rows that have been given up only these. Neither at the end.
export function rowBeside(row, step) {
  const side = step > 0 ? "nextElementSibling" : "previousElementSibling";
  if (row[side]) {
    return { row: row[side], rows: row.parentElement };
  }
  let rows = row.parentElement[side];
  while (rows && !(rows.matches(".rows") && (rows.children.length || rows.dataset.last))) {
    rows = rows[side];
  }
  return { row: (step > 0 ? rows?.firstElementChild : rows?.lastElementChild) ?? null, rows };
}

if (split) {
  let scrolled = 0;
  let loading = new AbortController();

  // Whether that is what is shown then: the reader may have gone on meanwhile.
  async function show(url, keepsOnFailure = false) {
    loading.abort();
    const own = loading = new AbortController();
    if (!split.classList.contains("open")) {
      scrolled = scrollY;
    }
    split.classList.add("open");
    detail.setAttribute("aria-busy", "true");
    document.dispatchEvent(new Event("inspect:opened"));
    try {
      detail.replaceChildren(await fetchMarkup(url, own.signal));
      setTitle(detail.querySelector("[data-title]").dataset.title);
    } catch (error) {
      if (own.signal.aborted) {
        return false;
      }
      notify(error.message);
      detail.removeAttribute("aria-busy");
      if (!keepsOnFailure) {
        // The one before is no longer what the address says.
        const reason = document.createElement("p");
        reason.textContent = error.message;
        const close = document.createElement("a");
        close.href = list.dataset.list;
        close.className = "quiet";
        close.dataset.close = "";
        close.textContent = "Close";
        detail.replaceChildren(reason, close);
        setTitle(list.dataset.title);
      }
      return false;
    }
    detail.removeAttribute("aria-busy");
    document.dispatchEvent(new Event("inspect:shown"));
    if (!list.getClientRects().length && !detail.contains(document.activeElement)) {
      detail.focus();
    }
    return true;
  }

  let opened = openedId();
  function hide() {
    const wasOpen = split.classList.contains("open");
    const hadFocus = document.activeElement === document.body || detail.contains(document.activeElement);
    loading.abort();
    split.classList.remove("open");
    detail.removeAttribute("aria-busy");
    detail.replaceChildren();
    setTitle(list.dataset.title);
    if (wasOpen && getComputedStyle(detail).position !== "sticky") {
      scrollTo({ top: scrolled, behavior: "instant" });
    }
    const row = hadFocus && document.getElementById(`r-${opened}`)?.querySelector("a");
    if (row) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
    opened = undefined;
    // Last: what has arrived moves nothing of a list that is where it was.
    document.dispatchEvent(new Event("inspect:closed"));
  }

  // Who looks at one thing of many goes on with the same thing of the next.
  function likeThis(row) {
    const url = new URL(row.href);
    if (openedId()) {
      for (const name of ["tab", "view"]) {
        const value = new URLSearchParams(location.search).get(name);
        value && url.searchParams.set(name, value);
      }
    }
    return url.href;
  }

  // One step back closes what is open, however many were looked at in between; unless the page began with one.
  function open(url) {
    if (openedId()) {
      history.replaceState(history.state, "", url);
    } else {
      history.pushState({ isOpened: true }, "", url);
    }
    opened = openedId();
    detail.scrollTop = 0;
    return show(url);
  }

  let isClosing = false; // Going back takes its time.
  function close() {
    if (isClosing) {
      return;
    }
    if (history.state?.isOpened) {
      isClosing = true;
      history.back();
    } else {
      history.replaceState(null, "", list.dataset.list);
      hide();
    }
  }

  document.addEventListener("click", event => {
    const link = event.target.closest("a[data-open], a[data-close]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    if ("close" in link.dataset) {
      close();
      return;
    }
    const label = link.closest("#detail nav")?.getAttribute("aria-label");
    const isWithin = detail.contains(link);
    open(link.closest(".requests") ? likeThis(link) : link.href).then(isShown => {
      if (isShown && isWithin) {
        const again = label && [...detail.querySelectorAll(`nav[aria-label="${label}"] a`)].find(other => other.href === link.href || other.textContent === link.textContent);
        (again ?? detail).focus({ preventScroll: true });
      }
    });
  });
  addEventListener("popstate", () => {
    isClosing = false;
    // A link within the page is no other page.
    if (openedId() === opened && split.classList.contains("open") === Boolean(opened)) {
      return;
    }
    if (openedId()) {
      opened = openedId();
      show(location.href);
    } else {
      hide();
    }
  });

  // A step for which the row is not there yet: it is taken once rows have come, unless the reader does something else.
  let waitingStep = 0;
  for (const event of ["keydown", "pointerdown", "focusin"]) {
    document.addEventListener(event, () => waitingStep = 0, true);
  }
  document.addEventListener("inspect:rows", () => {
    const step = waitingStep;
    waitingStep = 0;
    step && move(step);
  });

  function neighbour(row, step) {
    const found = rowBeside(row, step);
    if (!found.row && (found.rows || step > 0)) {
      waitingStep = step;
      found.rows ? found.rows.scrollIntoView({ block: step > 0 ? "start" : "end" }) : document.dispatchEvent(new Event("inspect:more"));
    }
    return found.row;
  }

  const focusedRow = () => list.querySelector(".rows a:focus");
  function move(step) {
    const from = focusedRow() ?? list.querySelector(".rows a[aria-current]");
    // Where the row of what is open is not there, nobody knows what is next to it.
    const row = from ? neighbour(from.parentElement, step)?.firstElementChild : openedId() ? null : list.querySelector(".rows a");
    if (row) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
      openedId() && openOnceStill(row);
    }
  }

  // While a key is held, the rows go by, and the last one is opened.
  let movedAt = 0;
  let opening;
  function openOnceStill(row) {
    const isHeld = performance.now() - movedAt < still;
    movedAt = performance.now();
    clearTimeout(opening);
    if (isHeld) {
      opening = setTimeout(() => openedId() && open(likeThis(row)), still);
    } else {
      open(likeThis(row));
    }
  }
  document.addEventListener("inspect:next", () => move(1));
  document.addEventListener("inspect:previous", () => move(-1));
  document.addEventListener("inspect:open", () => (focusedRow() ?? (openedId() ? null : list.querySelector(".rows a")))?.click());
  document.addEventListener("inspect:refresh", async () => {
    const had = detail.contains(document.activeElement) && (document.activeElement.name === "pinned" ? "[name=pinned]" : ".menu summary");
    if (openedId() && await show(location.href, true)) {
      had && detail.querySelector(had)?.focus({ preventScroll: true });
    }
  });

  // What lies above something else goes first.
  const menu = () => document.querySelector("details.menu[open]");
  document.addEventListener("inspect:close", () => {
    const above = menu();
    if (above) {
      above.open = false;
      above.querySelector("summary").focus();
    } else if (openedId()) {
      close();
    }
  });
  document.addEventListener("click", event => {
    const above = menu();
    if (above && !above.contains(event.target)) {
      above.open = false;
    }
  });

  // Of what the address says, which what is shown may be behind.
  function turn(step) {
    const tabs = [...detail.querySelectorAll(".tabs a")].map(tab => new URL(tab.href).searchParams.get("tab"));
    const url = new URL(location.href);
    const at = Math.max(0, tabs.indexOf(url.searchParams.get("tab")));
    if (openedId() && tabs.length) {
      url.searchParams.set("tab", tabs[(at + step + tabs.length) % tabs.length]);
      url.searchParams.delete("view");
      url.searchParams.delete("at");
      open(url.href).then(isShown => isShown && detail.querySelector(".tabs [aria-current]").focus({ preventScroll: true }));
    }
  }
  document.addEventListener("inspect:tab-before", () => turn(-1));
  document.addEventListener("inspect:tab-after", () => turn(1));
}
