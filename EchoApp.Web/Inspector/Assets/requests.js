// The list of what a bin has: rows a hundred at a time, those far away without their rows, and what arrives meanwhile.
import { notify } from "./notice.js";
import { openedId } from "./detail.js";

const ahead = 2000; // pixels below the window, from which on more is asked for
const far = 6000; // pixels, beyond which rows are given up
const piece = 100; // rows
const silence = 5000; // ms between two announcements
const retry = 2000; // ms
const list = document.querySelector(".requests");

if (list) {
  const waiting = [];
  let waitingCount = 0;
  let lastId = list.dataset.after;
  let isStopped = false;
  let isDue = false;
  let source;

  const sentinel = document.createElement("div");
  list.append(sentinel);
  list.querySelector(".more")?.remove();
  let next = list.querySelector(".rows").dataset.next;

  const announcer = document.createElement("p");
  announcer.className = "status";
  announcer.setAttribute("role", "status");
  const bar = document.createElement("div");
  bar.className = "arrivals";
  const fresh = document.createElement("button");
  fresh.type = "button";
  fresh.className = "action";
  fresh.hidden = true;
  const pause = document.createElement("button");
  pause.type = "button";
  pause.className = "quiet live";
  bar.append(fresh, announcer);

  const firstRows = () => list.querySelector(".rows");
  const count = number => number === 1 ? "1 new request" : `${number.toLocaleString()} new requests`;
  const url = (address, values) => {
    const whole = new URL(address, location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value) {
        whole.searchParams.set(name, value);
      }
    }
    return whole;
  };

  function parse(markup) {
    const template = document.createElement("template");
    template.innerHTML = markup;
    return template.content;
  }

  async function read(cursor) {
    const response = await fetch(url(list.dataset.rows, { cursor }), { headers: { "HX-Request": "true" } });
    if (response.status === 401) {
      location.reload();
    }
    if (!response.ok) {
      throw new Error(`The service answered ${response.status}.`);
    }
    return parse(await response.text()).querySelector(".rows");
  }

  // Older rows, as far as the reader may get to before they are there.
  let isReading = false;
  async function readOn() {
    if (isReading || !next) {
      return;
    }
    isReading = true;
    list.setAttribute("aria-busy", "true");
    try {
      while (next && sentinel.getBoundingClientRect().top < innerHeight + ahead) {
        const rows = await read(next);
        rows.dataset.from = next;
        next = rows.dataset.next;
        list.querySelector(".none")?.remove();
        if (rows.children.length > 0) {
          sentinel.before(rows);
          watcher.observe(rows);
        }
      }
      if (!next && !list.querySelector(".rows li") && !list.querySelector(".empty, .none")) {
        firstRows().insertAdjacentHTML("beforebegin", '<p class="soft none">There is no such request.</p>');
      }
    } catch (error) {
      notify(error.message.startsWith("The service") ? error.message : "The service does not answer.");
      setTimeout(readOn, retry);
    } finally {
      isReading = false;
      list.removeAttribute("aria-busy");
      // Whether it is near is told again: it may have gone and come back between two looks.
      watchEnd();
    }
  }
  const end = new IntersectionObserver(entries => entries.at(-1).isIntersecting && readOn(), { rootMargin: `${ahead}px` });
  function watchEnd() {
    end.unobserve(sentinel);
    next && end.observe(sentinel);
  }
  watchEnd();

  // Rows far from the window keep their place alone. The newest stay, since others come before them.
  const isFar = rows => rows.getBoundingClientRect().top > innerHeight + far || rows.getBoundingClientRect().bottom < -far;
  const watcher = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      isIntersecting ? refill(target) : giveUp(target);
    }
  }, { rootMargin: `${far}px` });

  function giveUp(rows) {
    if (rows.children.length && rows.dataset.from && rows !== firstRows() && !rows.contains(document.activeElement)) {
      rows.style.height = `${rows.offsetHeight}px`;
      rows.dataset.last = rows.lastElementChild.dataset.at;
      rows.replaceChildren();
    }
  }

  async function refill(rows) {
    if (rows.children.length || !rows.dataset.last || rows.dataset.isFilling) {
      return;
    }
    rows.dataset.isFilling = "true";
    try {
      const all = [...(await read(rows.dataset.from)).children];
      const last = all.findIndex(row => row.dataset.at === rows.dataset.last);
      rows.replaceChildren(...(last < 0 ? all.filter(row => !document.getElementById(row.id)) : all.slice(0, last + 1)));
      rows.style.height = "";
      mark();
      isFar(rows) && giveUp(rows);
    } catch {
      setTimeout(() => isFar(rows) || refill(rows), retry);
    } finally {
      delete rows.dataset.isFilling;
    }
  }

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

  // New ones go on top while the top is seen and nobody points at a row; else a button says how many there are.
  const isRead = () => list.getBoundingClientRect().top < -1 || list.contains(document.activeElement) || (matchMedia("(hover: hover)").matches && firstRows().matches(":hover"));

  function arrive(event) {
    lastId = event.lastEventId;
    const id = /id="(r-[0-9a-f-]+)"/.exec(event.data)?.[1];
    if (id && document.getElementById(id)) {
      return;
    }
    waitingCount++;
    waiting.push(event.data);
    if (waiting.length > piece) {
      waiting.shift();
    }
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        isRead() ? tell() : show();
      });
    }
  }

  let toldAt = 0;
  let telling;
  function tell() {
    fresh.hidden = waitingCount === 0;
    fresh.textContent = count(waitingCount);
    document.title = document.title.replace(/^(\([^)]*\) )?/, waitingCount ? `(${waitingCount.toLocaleString()}) ` : "");
    clearTimeout(telling);
    if (waitingCount) {
      telling = setTimeout(() => {
        toldAt = Date.now();
        announcer.textContent = count(waitingCount);
      }, Math.max(0, toldAt + silence - Date.now()));
    }
  }

  async function show() {
    if (waitingCount > waiting.length) {
      await renew();
    } else if (waitingCount) {
      const rows = parse(waiting.splice(0).reverse().join(""));
      list.querySelector(".empty")?.remove();
      list.querySelector(".none")?.remove();
      firstRows().prepend(rows);
      part();
    }
    waiting.length = waitingCount = 0;
    tell();
    mark();
    document.dispatchEvent(new Event("inspect:rows"));
  }

  // More has come than was kept: the list begins anew.
  async function renew() {
    const rows = await read("").catch(() => null);
    if (rows) {
      for (const other of list.querySelectorAll(".rows")) {
        other.remove();
      }
      next = rows.dataset.next;
      sentinel.before(rows);
      list.querySelector(".empty")?.remove();
      watchEnd();
    }
  }

  // The newest rows, once they are many, become older ones.
  function part() {
    const first = firstRows();
    while (first.children.length >= 2 * piece) {
      const rows = document.createElement("ol");
      rows.className = "rows";
      const older = [...first.children].slice(-piece);
      rows.dataset.from = older[0].previousElementSibling.dataset.at;
      rows.append(...older);
      first.after(rows);
      watcher.observe(rows);
    }
  }

  const flush = () => waitingCount && !isStopped && !isRead() && show();
  list.addEventListener("pointerleave", flush);
  list.addEventListener("focusout", () => setTimeout(flush));
  addEventListener("scroll", flush, { passive: true });

  async function toNewest() {
    document.activeElement?.closest(".rows") && document.activeElement.blur();
    await show();
    scrollTo({ top: 0, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "auto" });
    firstRows().querySelector("a")?.focus({ preventScroll: true });
  }
  fresh.addEventListener("click", toNewest);
  document.addEventListener("inspect:newest", toNewest);

  // Browsers go on from the last one by themselves while the service is there, and once it has said no, not at all.
  function follow() {
    source = new EventSource(url(list.dataset.live, { after: lastId }));
    source.onmessage = arrive;
    source.onopen = () => pause.dataset.state = "live";
    source.onerror = async () => {
      pause.dataset.state = "waiting";
      if (source.readyState === EventSource.CLOSED && !isStopped) {
        const status = await fetch(list.dataset.rows, { method: "GET", headers: { "HX-Request": "true" } }).then(response => response.status, () => 0);
        status === 401 || status === 404 ? location.reload() : setTimeout(() => isStopped || follow(), retry);
      }
    };
  }

  if (list.dataset.live) {
    pause.textContent = "Live";
    pause.title = "Stop showing what arrives";
    pause.setAttribute("aria-pressed", "true");
    pause.addEventListener("click", () => {
      isStopped = !isStopped;
      pause.setAttribute("aria-pressed", String(!isStopped));
      pause.title = isStopped ? "Show what arrives" : "Stop showing what arrives";
      isStopped ? source.close() : follow();
      pause.dataset.state = isStopped ? "stopped" : "waiting";
    });
    document.querySelector(".search").append(pause);
    list.prepend(bar);
    follow();
    // Without this browsers wait for the stream before they leave the page.
    addEventListener("pagehide", () => source.close());
    addEventListener("pageshow", event => event.persisted && !isStopped && follow());
  }

  mark();
}
