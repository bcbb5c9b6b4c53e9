const surfaces = { light: [243, 249, 250], dark: [8, 26, 32] };
const enough = 4.5;
const kept = new Map();

/** The colour of index 16…255 of the palette of 256. */
export function indexed(index) {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return [grey, grey, grey];
  }
  const level = (step) => (step === 0 ? 0 : 55 + step * 40);
  const at = index - 16;
  return [level(Math.floor(at / 36)), level(Math.floor(at / 6) % 6), level(at % 6)];
}

/** Sixteen colours for backgrounds; as text the first sixteen are classes that draw on the tokens. */
export const basic = [
  [0, 0, 0], [187, 45, 29], [31, 122, 72], [145, 96, 8], [53, 80, 143], [160, 36, 112], [11, 110, 135], [200, 208, 211],
  [104, 120, 126], [255, 99, 71], [111, 209, 155], [240, 189, 94], [147, 174, 240], [242, 143, 200], [94, 197, 221], [255, 255, 255],
];

function luminance(rgb) {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** The colour, moved towards black or white until it can be read on the surface. */
function readable(rgb, surface) {
  const target = luminance(surface) > 0.18 ? 0 : 255;
  let shown = rgb;
  for (let share = 0.1; contrast(shown, surface) < enough && share <= 1.01; share += 0.1) {
    shown = rgb.map((value) => Math.round(value + (target - value) * share));
  }
  return shown;
}

const css = (rgb) => `rgb(${rgb.join(' ')})`;

/** CSS values for the text in the light and in the dark theme; on a background of its own, the same for both. */
export function textColours(rgb, background) {
  const key = `${rgb}/${background ?? ''}`;
  let colours = kept.get(key);
  if (!colours) {
    const on = (surface) => css(readable(rgb, background ?? surface));
    colours = { light: on(surfaces.light), dark: on(surfaces.dark) };
    kept.set(key, colours);
  }
  return colours;
}

/** Black or white, whichever can be read on the background. */
export function onBackground(background) {
  return contrast([0, 0, 0], background) >= contrast([255, 255, 255], background) ? [0, 0, 0] : [255, 255, 255];
}

export const backgroundColour = css;
