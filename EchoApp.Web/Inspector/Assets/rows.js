// The rows of a list: a hundred at a time, as far as the reader gets, and those far away without their rows.
import { isAfter } from "./cursors.js";
import { fetchMarkup } from "./markup.js";
import { notify } from "./notice.js";

const ahead = 2000; // pixels below the window, from which on more is asked for
const far = 6000; // pixels, beyond which rows are given up
const piece = 100; // rows
const retry = 2000; // ms

// An address of the page's, with more in its query.
export function addressOf(address, values) {
  const whole = new URL(address, location.href);
  for (const [name, value] of Object.entries(values)) {
    value && whole.searchParams.set(name, value);
  }
  return whole;
}

const soonest = 5000; // ms after which a page that shows what is no longer there gives way to another
let isGivingWay = false;

// The bin is no longer there, or is another one of its name: the page of its list says what there is. Where several services answer in turn, each with a store of
// its own, that one may find the same: it waits, then, instead of coming and going.
export function giveWay(list) {
  if (!isGivingWay) {
    isGivingWay = true;
    notify("This bin is no longer the one that is shown.");
    setTimeout(() => location.replace(list.dataset.list), Math.max(0, soonest - performance.now()));
  }
}

export class Rows {
  #list;
  #settled;
  #sentinel = document.createElement("div");
  #next; // The cursor of what is older than all that is here; undefined at the end.
  #isReading = false;
  #beginning = 0; // Which list it is: what was asked for of one before is not of this one.
  #end = new IntersectionObserver(entries => entries.at(-1).isIntersecting && this.readOn(), { rootMargin: `${ahead}px` });
  #watcher = new IntersectionObserver(entries => {
    const last = new Map(entries.map(({ target, isIntersecting }) => [target, isIntersecting]));
    last.forEach((isIntersecting, rows) => isIntersecting ? this.#refill(rows) : this.#giveUp(rows));
  }, { rootMargin: `${far}px` });

  // What is to be done once there are others comes before all who listen to that.
  constructor(list, settled) {
    this.#list = list;
    this.#settled = settled;
    list.append(this.#sentinel);
    list.querySelector(".more [rel=next]")?.remove();
    list.querySelector(".more:not(:has(a))")?.remove();
    this.#next = this.first.dataset.next;
    this.#watchEnd();
  }

  // The newest of them, which stay, since others come before them.
  get first() {
    return this.#list.querySelector(".rows");
  }

  // The cursor of the newest; "" where there is none.
  get newest() {
    return this.first.firstElementChild?.dataset.at ?? "";
  }

  get isShown() {
    return this.#list.getClientRects().length > 0;
  }

  // Says what there is, once it has changed.
  settle() {
    this.#list.querySelector(".none")?.remove();
    if (this.#list.querySelector(".rows > li")) {
      this.#list.querySelector(".empty")?.remove();
    } else if (!this.#next && !this.#list.querySelector(".empty, .rows[data-last]")) {
      const none = document.createElement("p");
      none.className = "soft none";
      none.textContent = document.getElementById("q").defaultValue ? "There is no such request." : "Nothing is left here.";
      this.first.before(none);
    }
    this.#settled();
    document.dispatchEvent(new Event("inspect:rows"));
  }

  // Older ones, as far as the reader may get to before they are there; at least so many times.
  async readOn(atLeast = 0) {
    if (this.#isReading || !this.#next) {
      return;
    }
    this.#isReading = true;
    let hasFailed = false;
    this.#list.setAttribute("aria-busy", "true");
    try {
      while (this.#next && (atLeast-- > 0 || (this.isShown && this.#sentinel.getBoundingClientRect().top < innerHeight + ahead))) {
        const of = this.#beginning;
        const from = this.#next;
        const rows = await this.#read(from);
        if (of !== this.#beginning) {
          continue;
        }
        rows.dataset.from = from;
        this.#next = rows.dataset.next;
        if (rows.children.length > 0) {
          this.#sentinel.before(rows);
          this.#watcher.observe(rows);
        }
        this.settle();
      }
    } catch (error) {
      hasFailed = true;
      notify(error.message);
    } finally {
      this.#isReading = false;
      this.#list.removeAttribute("aria-busy");
      // Whether it is near is told again: it may have gone and come back between two looks.
      hasFailed ? setTimeout(() => this.#watchEnd(), retry) : this.#watchEnd();
    }
  }

  // Puts newer ones in, which are on top then. The newest, once they are many, become older ones.
  putIn(newer) {
    const first = this.first;
    first.prepend(newer);
    while (first.children.length >= 2 * piece) {
      const rows = document.createElement("ol");
      rows.className = "rows";
      const older = [...first.children].slice(-piece);
      rows.dataset.from = older[0].previousElementSibling.dataset.at;
      rows.append(...older);
      first.after(rows);
      this.#watcher.observe(rows);
    }
    this.settle();
  }

  // Begins anew, from the newest that there are now. Throws with what is to be told to people, and is as it was then.
  async restart() {
    const rows = await this.#read("");
    this.#beginning++;
    this.#next = rows.dataset.next;
    for (const other of this.#list.querySelectorAll(".rows")) {
      other.remove();
    }
    this.#sentinel.before(rows);
    this.#watchEnd();
  }

  async #read(cursor) {
    try {
      return (await fetchMarkup(addressOf(this.#list.dataset.rows, { cursor }))).querySelector(".rows");
    } catch (error) {
      error.status === 404 && giveWay(this.#list);
      throw error;
    }
  }

  #watchEnd() {
    this.#end.unobserve(this.#sentinel);
    this.#next && this.#end.observe(this.#sentinel);
  }

  #isFar(rows) {
    return rows.getBoundingClientRect().top > innerHeight + far || rows.getBoundingClientRect().bottom < -far;
  }

  #giveUp(rows) {
    if (rows.children.length && rows.dataset.from && this.isShown && rows !== this.first && !rows.contains(document.activeElement)) {
      rows.style.setProperty("--count", rows.children.length);
      rows.dataset.last = rows.lastElementChild.dataset.at;
      rows.replaceChildren();
    }
  }

  async #refill(rows) {
    if (rows.children.length || !rows.dataset.last || rows.dataset.isFilling) {
      return;
    }
    rows.dataset.isFilling = "true";
    try {
      // A page may have fewer than there are, or, where some have been deleted meanwhile, those behind them too: they stand in the next rows already.
      const { from, last } = rows.dataset;
      const all = [];
      for (let cursor = from; cursor && !(all.length && !isAfter(all.at(-1).dataset.at, last));) {
        const page = await this.#read(cursor);
        all.push(...page.children);
        cursor = page.dataset.next;
      }
      rows.replaceChildren(...all.filter(row => !isAfter(last, row.dataset.at)));
      rows.style.removeProperty("--count");
      delete rows.dataset.last;
      this.settle();
      this.#isFar(rows) && this.#giveUp(rows);
    } catch {
      setTimeout(() => this.#isFar(rows) || this.#refill(rows), retry);
    } finally {
      delete rows.dataset.isFilling;
    }
  }
}
