import { h, setText } from './dom.js';
import { icon } from './icons.js';

const settling = 150;

/**
 * A text filter. `/` focuses it, Escape empties and then leaves it; what was typed is told once typing settles.
 * @param {{value?: string, label: string, placeholder?: string, onInput: (text: string) => void}} options
 * @returns {{element: HTMLElement, input: HTMLInputElement, value: string, setError: (text: string|null) => void, setNote: (text: string) => void}}
 */
export function filterBox({ value = '', label, placeholder = '', onInput }) {
  const id = `filter-${Math.random().toString(36).slice(2)}`;
  const error = h('p', { class: 'filter-error', id, role: 'alert', hidden: true });
  const note = h('span', { class: 'filter-note', 'aria-live': 'polite' });
  const input = h('input', {
    type: 'text', inputmode: 'search', enterkeyhint: 'search', spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off',
    'aria-label': label, 'aria-keyshortcuts': '/', placeholder, value, dataset: { filter: '' },
  });
  const clear = h('button', { type: 'button', class: 'icon-button small', 'aria-label': 'Clear the filter', hidden: !value, onclick: () => set('') }, icon('close'));
  const slash = h('kbd', { class: 'filter-key', 'aria-hidden': 'true', hidden: Boolean(value) }, '/');
  let timer = 0;
  let told = value;

  function tell() {
    clearTimeout(timer);
    if (input.value !== told) {
      told = input.value;
      onInput(told);
    }
  }

  function changed() {
    clear.hidden = !input.value;
    slash.hidden = Boolean(input.value);
    clearTimeout(timer);
    timer = setTimeout(tell, settling);
  }

  function set(text) {
    input.value = text;
    changed();
    tell();
    input.focus();
  }

  input.addEventListener('input', changed);
  input.addEventListener('change', tell);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      tell();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (input.value) {
        set('');
      } else {
        input.blur();
      }
    }
  });

  return {
    element: h('div', { class: 'filter' }, h('div', { class: 'filter-field' }, icon('search'), input, note, slash, clear), error),
    input,
    get value() {
      return input.value;
    },
    /** Shows another text without telling about it. */
    set value(text) {
      if (input.value !== text) {
        input.value = text;
        told = text;
        clear.hidden = !text;
        slash.hidden = Boolean(text);
      }
    },
    setError(text) {
      error.hidden = !text;
      setText(error, text ?? '');
      input.setAttribute('aria-invalid', Boolean(text));
      if (text) {
        input.setAttribute('aria-describedby', id);
      } else {
        input.removeAttribute('aria-describedby');
      }
    },
    /** A short word beside the text, such as "12 of 300". */
    setNote(text) {
      setText(note, text);
    },
  };
}
