/** Terms of a filter text (q=), to be changed by controls without losing what was typed. The server is the judge of the grammar; this only splits. */

/** @returns {{text: string, negated: boolean, name: string, value: string | null}[]} text: as written; name: what stands before the first colon, with its @ */
export function termsOf(q) {
  const terms = [];
  for (const [text] of (q ?? '').matchAll(/(?:[^\s"]|"(?:[^"\\]|\\.)*(?:"|$))+/g)) {
    const negated = text.length > 1 && text.startsWith('-');
    const plain = negated ? text.slice(1) : text;
    const colon = colonOf(plain);
    terms.push({ text, negated, name: colon < 0 ? '' : unquote(plain.slice(0, colon)), value: colon < 0 ? null : unquote(plain.slice(colon + 1)) });
  }
  return terms;
}

function colonOf(text) {
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    if (quoted && text[index] === '\\') {
      index += 1;
    } else if (text[index] === '"') {
      quoted = !quoted;
    } else if (text[index] === ':' && !quoted) {
      return index;
    }
  }
  return -1;
}

const unquote = (text) => text.replace(/\\(["\\])|"/g, '$1');

/** In quotes where the grammar needs them; inside of these a backslash stands before a quote or a backslash. */
export function quote(value) {
  const text = String(value);
  return text === '' || /[\s:"\\]/.test(text) || /^[<>-]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
}

const join = (terms) => terms.map((term) => term.text).join(' ');

/** Adds a term unless it stands there already; its opposite goes. */
export function withTerm(q, text) {
  const opposite = text.startsWith('-') ? text.slice(1) : `-${text}`;
  const kept = termsOf(q).filter((term) => term.text !== opposite && term.text !== text);
  return join([...kept, { text }]);
}

export function withoutTerm(q, text) {
  return join(termsOf(q).filter((term) => term.text !== text));
}

/** The value of the first plain `name:value`, or ''. */
export function valueOf(q, name) {
  return termsOf(q).find((term) => !term.negated && term.name === name)?.value ?? '';
}

/** Puts `name:value` in place of all plain terms of that name; an empty value takes them out. */
export function withValue(q, name, value) {
  const terms = termsOf(q);
  const first = terms.findIndex((term) => !term.negated && term.name === name);
  const kept = terms.filter((term) => term.negated || term.name !== name);
  if (value !== '' && value !== null) {
    kept.splice(first < 0 ? kept.length : first, 0, { text: `${name}:${/^[<>]/.test(value) ? value : quote(value)}` });
  }
  return join(kept);
}

/** The term for an attribute: @key:value or -@key:value. Long values are cut to a prefix. */
export function attributeTerm(key, value, { exclude = false } = {}) {
  const short = value.length > 200 || /[\r\n]/.test(value) ? `${value.split(/[\r\n]/)[0].slice(0, 200)}*` : value;
  return `${exclude ? '-' : ''}@${quote(key)}:${quote(short)}`;
}
