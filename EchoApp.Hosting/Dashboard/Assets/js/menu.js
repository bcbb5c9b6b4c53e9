import { h, replace } from './dom.js';
import { icon } from './icons.js';

let openNow = null;

/**
 * A menu below its button. Items: {label, icon?, run?, href?, disabled?, hint?, checked?} or null for a rule;
 * those with `checked` leave the menu open. Asking again closes it.
 * @param {HTMLElement} anchor
 * @param {() => (object|null)[]} items
 */
export function toggleMenu(anchor, items, label) {
  const same = openNow?.anchor === anchor;
  openNow?.close();
  if (!same) {
    openMenu(anchor, items, label);
  }
}

function openMenu(anchor, items, label) {
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label });

  function draw() {
    replace(menu, items().map((item) => (item ? entry(item) : h('hr', null))));
  }

  function entry(item) {
    const checkable = item.checked !== undefined;
    const props = {
      role: checkable ? 'menuitemcheckbox' : 'menuitem', tabindex: '-1', title: item.hint ?? null,
      'aria-checked': checkable ? item.checked : null, 'aria-disabled': item.disabled ? true : null,
      onclick: (event) => choose(event, item),
    };
    const sign = checkable ? h('span', { class: 'menu-check' }, item.checked ? icon('check') : null) : icon(item.icon ?? 'command');
    return item.href ? h('a', { ...props, href: item.href }, sign, item.label) : h('button', { ...props, type: 'button' }, sign, item.label);
  }

  function choose(event, item) {
    if (item.disabled) {
      event.preventDefault();
    } else if (item.checked !== undefined) {
      const at = options().indexOf(document.activeElement);
      item.run();
      draw();
      options()[at]?.focus();
    } else {
      close();
      item.run?.();
    }
  }

  function options() {
    return [...menu.querySelectorAll('[role^="menuitem"]')];
  }

  function close({ focus = true } = {}) {
    menu.remove();
    anchor.setAttribute('aria-expanded', 'false');
    removeEventListener('pointerdown', outside, true);
    removeEventListener('resize', close);
    document.removeEventListener('scroll', scrolled, true);
    openNow = null;
    if (focus) {
      anchor.focus({ preventScroll: true });
    }
  }

  function outside(event) {
    if (!menu.contains(event.target) && !anchor.contains(event.target)) {
      close({ focus: false });
    }
  }

  function scrolled(event) {
    if (event.target instanceof Node && event.target.contains(anchor)) {
      close({ focus: false });
    }
  }

  menu.addEventListener('keydown', (event) => {
    const all = options();
    const at = all.indexOf(document.activeElement);
    const moves = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 };
    if (event.key in moves) {
      event.preventDefault();
      all[moves[event.key]].focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });

  draw();
  document.body.append(menu);
  place(menu, anchor);
  anchor.setAttribute('aria-expanded', 'true');
  openNow = { anchor, close };
  options()[0]?.focus({ preventScroll: true });
  addEventListener('pointerdown', outside, true);
  addEventListener('resize', close);
  document.addEventListener('scroll', scrolled, true);
}

function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = Math.max(8, Math.min(at.left + width > innerWidth - 8 ? at.right - width : at.left, innerWidth - width - 8));
  const below = at.bottom + 4;
  const top = below + height > innerHeight - 8 && at.top > height ? at.top - height - 4 : below;
  menu.style.setProperty('left', `${left}px`);
  menu.style.setProperty('top', `${top}px`);
}

/** A button that opens a menu. */
export function menuButton(props, content, items, label) {
  const button = h('button', { type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', ...props, onclick: () => toggleMenu(button, items, label) }, content);
  return button;
}
