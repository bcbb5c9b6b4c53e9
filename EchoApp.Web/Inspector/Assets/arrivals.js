// What arrives while somebody looks at a list: on top of it, or where that would move what is read, as a number.
import { isAfter } from "./cursors.js";
import { fetchMarkup, parse } from "./markup.js";
import { notify } from "./notice.js";
import { addressOf, giveWay } from "./rows.js";
import { share } from "./streams.js";
import { setNews } from "./title.js";

const most = 100; // rows that wait
const silence = 5000; // ms between two announcements
const retry = 2000; // ms
const unseen = 200; // ms, instead of a frame, where nobody sees one

const count = number => number === 1 ? "1 new request" : `${number.toLocaleString()} new requests`;

function buttonOf(className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  return button;
}

export function follow(list, rows) {
  const announcer = document.createElement("p");
  announcer.className = "status";
  announcer.setAttribute("role", "status");
  const fresh = buttonOf("action");
  fresh.hidden = true;
  const bar = document.createElement("div");
  bar.className = "arrivals";
  bar.append(fresh, announcer);

  // What has arrived and is not in the list yet: as rows, or where these are too many, as a number alone.
  const waiting = [];
  let uncounted = 0;
  let lastTold = list.dataset.after;
  let newest = isAfter(rows.newest, lastTold) ? rows.newest : lastTold;
  const waitingCount = () => waiting.length + uncounted;

  // New ones go on top while the top is seen and nobody points at a row; else a button says how many there are.
  const isRead = () => document.hidden || !rows.isShown || list.getBoundingClientRect().top < -1 || list.contains(document.activeElement)
    || (matchMedia("(hover: hover)").matches && rows.first.matches(":hover"));

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
      if (waiting.length > most) {
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

  const putIn = () => rows.putIn(parse(waiting.splice(0).reverse().map(({ markup }) => markup).join("")));

  // More has come than was kept: the list begins anew. What comes meanwhile waits as before.
  async function renew() {
    const missed = uncounted;
    try {
      await rows.restart();
    } catch (error) {
      notify(error.message);
      setTimeout(flush, retry);
      return;
    }
    uncounted -= missed;
    const known = rows.newest;
    waiting.splice(0, waiting.length, ...waiting.filter(({ at }) => isAfter(at, known)));
    newest = waiting.at(-1)?.at ?? known;
    putIn();
  }

  let isStopped = false;
  const flush = () => waitingCount() && !isStopped && !isRead() && show();
  list.addEventListener("pointerleave", flush);
  list.addEventListener("focusout", () => setTimeout(flush));
  addEventListener("scroll", flush, { passive: true });
  document.addEventListener("inspect:closed", flush);
  // A frame that was to come does not, where nobody sees it.
  document.addEventListener("visibilitychange", () => isDue ? setTimeout(decide, unseen) : flush());
  document.addEventListener("inspect:renew", () => {
    uncounted++;
    show();
  });

  async function toNewest() {
    document.activeElement?.closest(".rows") && document.activeElement.blur();
    await show();
    scrollTo({ top: 0, behavior: "instant" });
    rows.first.querySelector("a")?.focus({ preventScroll: true });
  }
  fresh.addEventListener("click", toNewest);
  document.addEventListener("inspect:newest", toNewest);

  if (!list.dataset.live) {
    return;
  }

  let source;
  function leave() {
    source?.close();
    source = null;
  }

  const pause = buttonOf("quiet live");
  pause.textContent = "Live";
  pause.title = "Stop showing what arrives";
  pause.setAttribute("aria-pressed", "true");

  // Browsers go on from the last one by themselves while the service is there, and once it has said no, not at all.
  function connect() {
    leave();
    const own = source = new EventSource(addressOf(list.dataset.live, { after: lastTold }));
    own.onmessage = arrive;
    own.onopen = () => pause.dataset.state = "live";
    own.onerror = async () => {
      pause.dataset.state = "waiting";
      if (own.readyState === EventSource.CLOSED) {
        await fetchMarkup(list.dataset.rows).catch(error => error.status === 404 && giveWay(list));
        setTimeout(() => own === source && connect(), retry);
      }
    };
  }

  pause.addEventListener("click", () => {
    isStopped = !isStopped;
    pause.setAttribute("aria-pressed", String(!isStopped));
    pause.title = isStopped ? "Show what arrives" : "Stop showing what arrives";
    pause.dataset.state = isStopped ? "stopped" : "waiting";
    isStopped ? leave() : connect();
  });
  document.querySelector(".search").append(pause);
  list.prepend(bar);
  share(leave, () => isStopped || connect());
}
