/** Single keys, as {key, label, run}: of the page first, then of the shell. `run` that returns false passes the key on. */
export class Keyboard {
  shell = [];
  page = [];
  #closers = [];

  constructor() {
    document.addEventListener('keydown', (event) => this.#pressed(event));
  }

  /** What Escape closes first: the newest. Returns what takes it off again. */
  onEscape(close) {
    this.#closers.push(close);
    return () => {
      this.#closers = this.#closers.filter((one) => one !== close);
    };
  }

  #pressed(event) {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    const typing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key === 'Escape' && this.#closers.length > 0 && !typing) {
      event.preventDefault();
      this.#closers.at(-1)();
      return;
    }
    if (typing && event.key !== 'Escape') {
      return;
    }
    for (const { key, run } of [...this.page, ...this.shell]) {
      if (key === event.key && run && run(event) !== false) {
        event.preventDefault();
        return;
      }
    }
  }
}

/** The arrow keys, Home and End move the focus among the elements that the selector finds. */
export function roving(container, selector, { horizontal = false } = {}) {
  container.addEventListener('keydown', (event) => {
    const items = [...container.querySelectorAll(selector)].filter((item) => !item.hidden);
    const at = items.indexOf(document.activeElement);
    const [back, on] = horizontal ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const moves = { [back]: at - 1, [on]: at + 1, Home: 0, End: items.length - 1 };
    if (at >= 0 && event.key in moves) {
      event.preventDefault();
      items.at(moves[event.key] % items.length)?.focus();
    }
  });
}
