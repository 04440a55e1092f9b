// From the one colour of an organisation's house style to all that is painted with it, readable in light and dark.

type Rgb = [number, number, number];

const LIGHT: Rgb = [255, 255, 255];
const DARK: Rgb = [31, 34, 37]; // --card in the dark
const INK: Rgb = [0, 0, 0]; // on any colour either this or white has enough contrast
const READABLE = 4.5; // WCAG 2.2 AA, text
const MARGIN = 1.35; // soft backgrounds are a little darker than the card

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
const hexOf = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrastOf(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const mix = (from: Rgb, to: Rgb, share: number) => from.map((part, at) => part + ((to[at] ?? 0) - part) * share) as Rgb;

/** Move the colour towards `target` until it can be read on `ground`. */
function readableOn(ground: Rgb, colour: Rgb, target: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const moved = mix(colour, target, share);
    if (contrastOf(moved, ground) >= READABLE * MARGIN) return moved;
  }
  return target;
}

export const contrast = (one: string, other: string) => contrastOf(rgbOf(one), rgbOf(other));

/** The custom properties of a house style; anything but #rrggbb leaves the portal's own colours. */
export function houseStyle(colour: string): Record<string, string> {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return {};
  const brand = rgbOf(colour);
  return {
    '--brand': colour.toLowerCase(),
    '--on-brand': contrastOf(brand, LIGHT) >= READABLE ? '#ffffff' : hexOf(INK),
    '--brand-on-light': hexOf(readableOn(LIGHT, brand, INK)),
    '--brand-on-dark': hexOf(readableOn(DARK, brand, LIGHT)),
  };
}
