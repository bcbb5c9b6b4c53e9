// A request opens beside the list, or in its place where there is no room, and its address is that of the page.
const split = document.querySelector(".split");
const detail = document.getElementById("detail");
const id = /\/([0-9a-f]{8}-[0-9a-f-]{27})$/;

export const openedId = () => id.exec(location.pathname)?.[1];

if (split) {
  const list = split.querySelector(".requests");
  let scrolled = 0;

  async function show(url) {
    if (!split.classList.contains("open")) {
      scrolled = scrollY;
    }
    split.classList.add("open");
    document.dispatchEvent(new Event("inspect:opened"));
    await htmx.ajax("GET", url, { source: detail, target: detail, swap: "innerHTML" });
    document.dispatchEvent(new Event("inspect:shown"));
  }

  function hide() {
    const wasOpen = split.classList.contains("open");
    split.classList.remove("open");
    detail.replaceChildren();
    document.dispatchEvent(new Event("inspect:closed"));
    if (wasOpen && getComputedStyle(detail).position === "static") {
      scrollTo({ top: scrolled, behavior: "instant" });
    }
  }

  // Who looks at one thing of many goes on with the same thing of the next.
  function sameTab(row) {
    const tab = new URLSearchParams(location.search).get("tab");
    const url = new URL(row.href);
    tab && openedId() && url.searchParams.set("tab", tab);
    return url.href;
  }

  // One step back closes what is open, however many were looked at in between.
  function open(url) {
    history[openedId() ? "replaceState" : "pushState"]({ isOpened: true }, "", url);
    return show(url);
  }

  function close() {
    const row = document.getElementById(`r-${openedId()}`)?.querySelector("a");
    if (history.state?.isOpened) {
      history.back();
    } else {
      history.replaceState(null, "", list.dataset.list);
      hide();
    }
    row?.focus({ preventScroll: true });
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
    const isTab = detail.contains(link);
    open(isTab ? link.href : sameTab(link)).then(() => isTab && (detail.querySelector(".tabs [aria-current]") ?? detail).focus({ preventScroll: true }));
  });
  addEventListener("popstate", () => openedId() ? show(location.href) : hide());

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
    openedId() && open(sameTab(row));
  }
  document.addEventListener("inspect:next", () => move(1));
  document.addEventListener("inspect:previous", () => move(-1));
  document.addEventListener("inspect:open", () => (list.querySelector(".rows a:focus") ?? rows()[0])?.click());
  document.addEventListener("inspect:close", () => openedId() && close());

  function turn(step) {
    const tabs = [...detail.querySelectorAll(".tabs a")];
    const at = tabs.findIndex(tab => tab.hasAttribute("aria-current"));
    at >= 0 && tabs[(at + step + tabs.length) % tabs.length].click();
  }
  document.addEventListener("inspect:tab-before", () => turn(-1));
  document.addEventListener("inspect:tab-after", () => turn(1));
}
