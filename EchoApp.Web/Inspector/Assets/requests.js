// The list of what a bin has: rows a hundred at a time, those far away without their rows, and what arrives meanwhile.
import { fetchMarkup, parse } from "./markup.js";
import { notify } from "./notice.js";
import { openedId } from "./detail.js";
import { share } from "./streams.js";
import { setNews } from "./title.js";

const ahead = 2000; // pixels below the window, from which on more is asked for
const far = 6000; // pixels, beyond which rows are given up
const piece = 100; // rows
const silence = 5000; // ms between two announcements
const retry = 2000; // ms
const unseen = 200; // ms, instead of a frame, where nobody sees one
const list = document.querySelector(".requests");

// Of two cursors, whether the first is of a later request.
const isAfter = (cursor, other) => cursor.length === other.length ? cursor > other : cursor.length > other.length;

if (list) {
  const sentinel = document.createElement("div");
  list.append(sentinel);
  list.querySelector(".more [rel=next]")?.remove();
  list.querySelector(".more:not(:has(a))")?.remove();
  const firstRows = () => list.querySelector(".rows");
  const isShown = () => list.getClientRects().length > 0;
  let next = firstRows().dataset.next;

  function url(address, values) {
    const whole = new URL(address, location.href);
    for (const [name, value] of Object.entries(values)) {
      value && whole.searchParams.set(name, value);
    }
    return whole;
  }

  async function read(cursor) {
    try {
      return (await fetchMarkup(url(list.dataset.rows, { cursor }))).querySelector(".rows");
    } catch (error) {
      // The page that comes says that there is no such bin.
      error.status === 404 && location.reload();
      throw error;
    }
  }

  function settle() {
    list.querySelector(".none")?.remove();
    if (list.querySelector(".rows > li")) {
      list.querySelector(".empty")?.remove();
    } else if (!next && !list.querySelector(".empty, .rows[data-last]")) {
      firstRows().insertAdjacentHTML("beforebegin", '<p class="soft none">There is no such request.</p>');
    }
    mark();
    document.dispatchEvent(new Event("inspect:rows"));
  }

  // Older rows, as far as the reader may get to before they are there.
  let isReading = false;
  let beginning = 0; // Which list it is: what was asked for of one before is not of this one.
  async function readOn(atLeast = 0) {
    if (isReading || !next) {
      return;
    }
    isReading = true;
    let hasFailed = false;
    list.setAttribute("aria-busy", "true");
    try {
      while (next && (atLeast-- > 0 || (isShown() && sentinel.getBoundingClientRect().top < innerHeight + ahead))) {
        const of = beginning;
        const from = next;
        const rows = await read(from);
        if (of !== beginning) {
          continue;
        }
        rows.dataset.from = from;
        next = rows.dataset.next;
        if (rows.children.length > 0) {
          sentinel.before(rows);
          watcher.observe(rows);
        }
        settle();
      }
    } catch (error) {
      hasFailed = true;
      notify(error.message);
    } finally {
      isReading = false;
      list.removeAttribute("aria-busy");
      // Whether it is near is told again: it may have gone and come back between two looks.
      hasFailed ? setTimeout(watchEnd, retry) : watchEnd();
    }
  }
  document.addEventListener("inspect:more", () => readOn(1));
  const end = new IntersectionObserver(entries => entries.at(-1).isIntersecting && readOn(), { rootMargin: `${ahead}px` });
  function watchEnd() {
    end.unobserve(sentinel);
    next && end.observe(sentinel);
  }
  watchEnd();

  // Rows far from the window keep their place alone. The newest stay, since others come before them.
  const isFar = rows => rows.getBoundingClientRect().top > innerHeight + far || rows.getBoundingClientRect().bottom < -far;
  const watcher = new IntersectionObserver(entries => {
    const last = new Map(entries.map(({ target, isIntersecting }) => [target, isIntersecting]));
    last.forEach((isIntersecting, rows) => isIntersecting ? refill(rows) : giveUp(rows));
  }, { rootMargin: `${far}px` });

  function giveUp(rows) {
    if (rows.children.length && rows.dataset.from && isShown() && rows !== firstRows() && !rows.contains(document.activeElement)) {
      rows.style.setProperty("--count", rows.children.length);
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
      // A page may have fewer than there are, or, where some have been deleted meanwhile, those behind them too: they stand in the next rows already.
      const { from, last } = rows.dataset;
      const all = [];
      for (let cursor = from; cursor && !(all.length && !isAfter(all.at(-1).dataset.at, last));) {
        const page = await read(cursor);
        all.push(...page.children);
        cursor = page.dataset.next;
      }
      rows.replaceChildren(...all.filter(row => !isAfter(last, row.dataset.at)));
      rows.style.removeProperty("--count");
      delete rows.dataset.last;
      settle();
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
  document.addEventListener("inspect:changed", () => {
    settle();
    readOn();
  });
  document.addEventListener("inspect:renew", () => {
    uncounted++;
    show();
  });
  document.addEventListener("inspect:closed", () => {
    mark();
    flush();
  });

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
  const count = number => number === 1 ? "1 new request" : `${number.toLocaleString()} new requests`;

  // What has arrived and is not in the list yet: as rows, or where these are too many, as a number alone.
  const waiting = [];
  let uncounted = 0;
  let lastTold = list.dataset.after;
  let newest = lastTold;
  const newestOf = rows => rows.firstElementChild?.dataset.at ?? "";
  if (isAfter(newestOf(firstRows()), newest)) {
    newest = newestOf(firstRows());
  }
  const waitingCount = () => waiting.length + uncounted;

  // New ones go on top while the top is seen and nobody points at a row; else a button says how many there are.
  const isRead = () => document.hidden || !isShown() || list.getBoundingClientRect().top < -1 || list.contains(document.activeElement)
    || (matchMedia("(hover: hover)").matches && firstRows().matches(":hover"));

  let isDue = false;
  function arrive({ data, lastEventId }) {
    // They come in order: one that is before the last is of another store, and so is all that is in the list.
    const isOther = !isAfter(lastEventId, lastTold);
    lastTold = lastEventId;
    if (isOther) {
      newest = lastEventId;
      uncounted = 1;
      waiting.length = 0;
    } else if (isAfter(lastEventId, newest)) {
      newest = lastEventId;
      waiting.push({ at: lastEventId, markup: data });
      if (waiting.length > piece) {
        waiting.shift();
        uncounted++;
      }
    } else {
      return;
    }
    if (!isDue) {
      isDue = true;
      document.hidden ? setTimeout(decide, unseen) : requestAnimationFrame(decide);
    }
  }

  function decide() {
    isDue = false;
    isRead() ? tell() : show();
  }

  let toldAt = 0;
  let telling;
  function tell() {
    const number = waitingCount();
    fresh.hidden = number === 0;
    fresh.textContent = count(number);
    setNews(number);
    clearTimeout(telling);
    if (number) {
      telling = setTimeout(() => {
        toldAt = Date.now();
        announcer.textContent = count(waitingCount());
      }, Math.max(0, toldAt + silence - Date.now()));
    } else {
      announcer.textContent = "";
    }
  }

  let renewal;
  async function show() {
    if (uncounted) {
      await (renewal ??= renew().finally(() => renewal = null));
    } else if (waiting.length && !renewal) {
      putIn();
    }
    tell();
  }

  function putIn() {
    firstRows().prepend(parse(waiting.splice(0).reverse().map(({ markup }) => markup).join("")));
    part();
    settle();
  }

  // More has come than was kept: the list begins anew. What comes meanwhile waits as before.
  async function renew() {
    const missed = uncounted;
    let rows;
    try {
      rows = await read("");
    } catch (error) {
      notify(error.message);
      setTimeout(flush, retry);
      return;
    }
    beginning++;
    uncounted -= missed;
    next = rows.dataset.next;
    for (const other of list.querySelectorAll(".rows")) {
      other.remove();
    }
    sentinel.before(rows);
    watchEnd();
    const known = newestOf(rows);
    waiting.splice(0, waiting.length, ...waiting.filter(({ at }) => isAfter(at, known)));
    newest = waiting.at(-1)?.at ?? known;
    putIn();
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

  const flush = () => waitingCount() && !isStopped && !isRead() && show();
  list.addEventListener("pointerleave", flush);
  list.addEventListener("focusout", () => setTimeout(flush));
  addEventListener("scroll", flush, { passive: true });
  // A frame that was to come does not, where nobody sees it.
  document.addEventListener("visibilitychange", () => isDue ? setTimeout(decide, unseen) : flush());

  async function toNewest() {
    document.activeElement?.closest(".rows") && document.activeElement.blur();
    await show();
    scrollTo({ top: 0, behavior: "instant" });
    firstRows().querySelector("a")?.focus({ preventScroll: true });
  }
  fresh.addEventListener("click", toNewest);
  document.addEventListener("inspect:newest", toNewest);

  mark();

  let isStopped = false;
  let source;
  function leave() {
    source?.close();
    source = null;
  }

  // Browsers go on from the last one by themselves while the service is there, and once it has said no, not at all.
  function follow() {
    leave();
    const own = source = new EventSource(url(list.dataset.live, { after: lastTold }));
    own.onmessage = arrive;
    own.onopen = () => pause.dataset.state = "live";
    own.onerror = async () => {
      pause.dataset.state = "waiting";
      if (own.readyState === EventSource.CLOSED) {
        await fetchMarkup(list.dataset.rows).catch(error => error.status === 404 && location.reload());
        setTimeout(() => own === source && follow(), retry);
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
      pause.dataset.state = isStopped ? "stopped" : "waiting";
      isStopped ? leave() : follow();
    });
    document.querySelector(".search").append(pause);
    list.prepend(bar);
    share(leave, () => isStopped || follow());
  }
}
