/** Copies a text and says so. Pages opened by plain http on another name have no clipboard; then a selection is copied. */
export async function copy(text, toast) {
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied.');
  } catch {
    toast(copyBySelection(text) ? 'Copied.' : 'The browser does not let this page copy. Select the text instead.', { kind: 'info' });
  }
}

function copyBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
