// A request opens beside the list, or in its place where there is no room, and its address is that of the page.
import { fetchMarkup } from "./markup.js";
import { notify } from "./notice.js";
import { setTitle } from "./title.js";

const split = document.querySelector(".split");
const detail = document.getElementById("detail");
const list = split?.querySelector(".requests");
const bin = list && new URL(list.dataset.list, location.href).pathname;
const id = /^\/([0-9a-f]{8}-[0-9a-f-]{27})\/?$/i;

// Which request the page's address names.
export const openedId = () => bin && location.pathname.startsWith(bin) ? id.exec(location.pathname.slice(bin.length))?.[1].toLowerCase() : undefined;

// Its path, without what of it is shown.
export const openedPath = () => openedId() && `${bin}/${openedId()}`;

if (split) {
  let scrolled = 0;
  let loading = new AbortController();

  // Whether that is what is shown then: the reader may have gone on meanwhile.
  async function show(url) {
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
      // The one before is no longer what the address says.
      const reason = document.createElement("p");
      reason.textContent = error.message;
      detail.replaceChildren(reason);
      setTitle(list.dataset.title);
      notify(error.message);
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
    const group = link.closest("#detail nav")?.classList[0];
    open(link.closest(".requests") ? likeThis(link) : link.href)
      .then(isShown => isShown && group && (detail.querySelector(`.${group} [aria-current]`) ?? detail).focus({ preventScroll: true }));
  });
  addEventListener("popstate", () => {
    isClosing = false;
    if (openedId()) {
      opened = openedId();
      show(location.href);
    } else {
      hide();
    }
  });

  // The row before or behind another; where these have been given up, or are not there yet, once they have come.
  function neighbour(row, step) {
    const side = step > 0 ? "nextElementSibling" : "previousElementSibling";
    if (row[side]) {
      return row[side];
    }
    let rows = row.parentElement[side];
    while (rows && !(rows.matches(".rows") && (rows.children.length || rows.dataset.last))) {
      rows = rows[side];
    }
    if (rows?.children.length) {
      return step > 0 ? rows.firstElementChild : rows.lastElementChild;
    }
    if (rows || step > 0) {
      document.addEventListener("inspect:rows", () => move(step), { once: true });
      rows ? rows.scrollIntoView({ block: step > 0 ? "start" : "end" }) : document.dispatchEvent(new Event("inspect:more"));
    }
    return null;
  }

  const focusedRow = () => list.querySelector(".rows a:focus");
  function move(step) {
    const from = focusedRow() ?? list.querySelector(".rows a[aria-current]");
    // Where the row of what is open is not there, nobody knows what is next to it.
    const row = from ? neighbour(from.parentElement, step)?.firstElementChild : openedId() ? null : list.querySelector(".rows a");
    if (row) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
      openedId() && open(likeThis(row));
    }
  }
  document.addEventListener("inspect:next", () => move(1));
  document.addEventListener("inspect:previous", () => move(-1));
  document.addEventListener("inspect:open", () => (focusedRow() ?? (openedId() ? null : list.querySelector(".rows a")))?.click());
  document.addEventListener("inspect:refresh", () => openedId() && show(location.href));

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
