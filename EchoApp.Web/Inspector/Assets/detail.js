// A request opens beside the list, or in its place where there is no room, and its address is that of the page.
import { fetchMarkup } from "./markup.js";
import { notify } from "./notice.js";
import { setTitle } from "./title.js";

const split = document.querySelector(".split");
const detail = document.getElementById("detail");
const list = split?.querySelector(".requests");
const bin = list && new URL(list.dataset.list, location.href).pathname;
const id = /^\/([0-9a-f]{8}-[0-9a-f-]{27})$/;

// Which request the page's address names.
export const openedId = () => bin && location.pathname.startsWith(bin) ? id.exec(location.pathname.slice(bin.length))?.[1] : undefined;

if (split) {
  let scrolled = 0;
  let loading = new AbortController();

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
      detail.scrollTop = 0;
    } catch (error) {
      if (own.signal.aborted) {
        return;
      }
      // The one before is no longer what the address says.
      const reason = document.createElement("p");
      reason.textContent = error.message;
      detail.replaceChildren(reason);
      notify(error.message);
    }
    detail.removeAttribute("aria-busy");
    document.dispatchEvent(new Event("inspect:shown"));
    if (!list.getClientRects().length && !detail.contains(document.activeElement)) {
      detail.focus();
    }
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
    if (hadFocus) {
      document.getElementById(`r-${opened}`)?.querySelector("a").focus({ preventScroll: true });
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
    return show(url);
  }

  function close() {
    if (history.state?.isOpened) {
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
      .then(() => group && (detail.querySelector(`.${group} [aria-current]`) ?? detail).focus({ preventScroll: true }));
  });
  addEventListener("popstate", () => {
    if (openedId()) {
      opened = openedId();
      show(location.href);
    } else {
      hide();
    }
  });

  const rows = () => [...list.querySelectorAll(".rows a")];
  function move(step) {
    const all = rows();
    const focused = all.indexOf(document.activeElement);
    const at = focused >= 0 ? focused : all.findIndex(row => row.hasAttribute("aria-current"));
    const row = at < 0 ? all[0] : all[at + step];
    if (!row) {
      return;
    }
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    openedId() && open(likeThis(row));
  }
  document.addEventListener("inspect:next", () => move(1));
  document.addEventListener("inspect:previous", () => move(-1));
  document.addEventListener("inspect:open", () => (list.querySelector(".rows a:focus") ?? rows()[0])?.click());

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

  function turn(step) {
    const tabs = [...detail.querySelectorAll(".tabs a")];
    const at = tabs.findIndex(tab => tab.hasAttribute("aria-current"));
    at >= 0 && tabs[(at + step + tabs.length) % tabs.length].click();
  }
  document.addEventListener("inspect:tab-before", () => turn(-1));
  document.addEventListener("inspect:tab-after", () => turn(1));
}
