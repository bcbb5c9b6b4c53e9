/** Tells whether the page is as narrow as a phone, now and whenever that changes. @returns what ends it */
export function onNarrow(changed) {
  const query = matchMedia('(max-width: 47.99rem)');
  const tell = () => changed(query.matches);
  query.addEventListener('change', tell);
  tell();
  return () => query.removeEventListener('change', tell);
}
