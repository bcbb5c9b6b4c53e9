/** Building of elements. Text always becomes text nodes; markup is never parsed. */
const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * @param {string} tag
 * @param {Record<string, any> | null} props class (text or list), dataset, style (object; set through the CSSOM), on…: listeners, ref; all others become attributes.
 * @param {...any} children nodes, texts, numbers, lists of these; null, undefined and false are left out.
 * @returns {HTMLElement}
 */
export function h(tag, props, ...children) {
  return assemble(document.createElement(tag), props, children);
}

/** As h, for SVG. @returns {SVGElement} */
export function svg(tag, props, ...children) {
  return assemble(document.createElementNS(svgNamespace, tag), props, children);
}

function assemble(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    setProp(element, name, value);
  }
  append(element, children);
  return element;
}

/** Sets one property as h does; null, undefined and false remove the attribute. */
export function setProp(element, name, value) {
  if (name === 'class') {
    const text = Array.isArray(value) ? value.filter(Boolean).join(' ') : value;
    if (text) {
      element.setAttribute('class', text);
    } else {
      element.removeAttribute('class');
    }
  } else if (name === 'dataset') {
    for (const [key, data] of Object.entries(value)) {
      element.dataset[key] = data;
    }
  } else if (name === 'style') {
    for (const [key, style] of Object.entries(value)) {
      element.style.setProperty(key, style);
    }
  } else if (name === 'ref') {
    value(element);
  } else if (name.startsWith('on') && typeof value === 'function') {
    element.addEventListener(name.slice(2).toLowerCase(), value);
  } else if (name === 'value' || name === 'checked' || name === 'indeterminate') {
    element[name] = value ?? '';
  } else if (value === null || value === undefined || (value === false && !name.startsWith('aria-'))) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
  }
}

export function append(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
  return element;
}

/** Puts these children in place of all there are. */
export function replace(element, ...children) {
  element.replaceChildren();
  return append(element, ...children);
}

/** Sets the text only where it differs, so that selections and live regions stay undisturbed. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * Brings the children of a parent into the order of the items, reusing elements by key, so that focus and scroll stay.
 * @template T
 * @param {Element} parent
 * @param {T[]} items
 * @param {(item: T) => string} key
 * @param {(item: T) => Element} create
 * @param {(element: Element, item: T) => void} update
 */
export function reconcile(parent, items, key, create, update) {
  const kept = new Map([...parent.children].map((element) => [element.dataset.key, element]));
  const wanted = items.map((item) => {
    const name = key(item);
    let element = kept.get(name);
    kept.delete(name);
    if (!element) {
      element = create(item);
      element.dataset.key = name;
    }
    update(element, item);
    return element;
  });
  for (const element of kept.values()) {
    element.remove();
  }
  placeInOrder(parent, wanted);
}

function placeInOrder(parent, wanted) {
  const focused = document.activeElement;
  let moved = false;
  wanted.forEach((element, index) => {
    const there = parent.children[index];
    if (there !== element) {
      parent.insertBefore(element, there ?? null);
      moved = true;
    }
  });
  if (moved && focused && focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

const drawn = new WeakMap();

/**
 * Builds the children of a host anew only when the signature has changed; the focus stays on what has the same data-focus.
 * @param {Element} host
 * @param {any} signature compared as JSON
 * @param {() => any} build
 */
export function redraw(host, signature, build) {
  const text = JSON.stringify(signature);
  if (drawn.get(host) === text) {
    return;
  }
  drawn.set(host, text);
  const focused = host.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  replace(host, build());
  if (focused) {
    host.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

/** Runs at most once a frame, however often it is called. */
export function eachFrame(run) {
  let wanted = false;
  return () => {
    if (!wanted) {
      wanted = true;
      requestAnimationFrame(() => {
        wanted = false;
        run();
      });
    }
  };
}
