/** Milliseconds since 1970 of an ISO text, with the parts of a millisecond that Date leaves out. */
export function preciseTime(iso) {
  const fraction = /\.(\d+)/.exec(iso)?.[1];
  return fraction ? Date.parse(iso.replace(`.${fraction}`, '')) + Number(`0.${fraction}`) * 1000 : Date.parse(iso);
}
