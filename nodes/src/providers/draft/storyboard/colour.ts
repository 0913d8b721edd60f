/** A colour in OKLab: equal steps look equal, so mixes of sky and haze stay clean. */
export interface Colour {
  readonly l: number
  readonly a: number
  readonly b: number
}

const linear = (channel: number): number => {
  const c = channel / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

const encoded = (value: number): number => {
  const c = Math.min(1, Math.max(0, value))
  return Math.round(255 * (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055))
}

/** `#rrggbb`. */
export const hex = (text: string): Colour => {
  const r = linear(Number.parseInt(text.slice(1, 3), 16))
  const g = linear(Number.parseInt(text.slice(3, 5), 16))
  const b = linear(Number.parseInt(text.slice(5, 7), 16))
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  }
}

/** Red, green and blue, 0 to 255. */
export const rgb = (colour: Colour): readonly [number, number, number] => {
  const l = (colour.l + 0.3963377774 * colour.a + 0.2158037573 * colour.b) ** 3
  const m = (colour.l - 0.1055613458 * colour.a - 0.0638541728 * colour.b) ** 3
  const s = (colour.l - 0.0894841775 * colour.a - 1.291485548 * colour.b) ** 3
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

export const css = (colour: Colour, alpha = 1): string => {
  const [r, g, b] = rgb(colour)
  return alpha >= 1 ? `rgb(${r},${g},${b})` : `rgba(${r},${g},${b},${Math.max(0, alpha).toFixed(4)})`
}

export const mix = (from: Colour, to: Colour, share: number): Colour => ({
  l: from.l + (to.l - from.l) * share,
  a: from.a + (to.a - from.a) * share,
  b: from.b + (to.b - from.b) * share,
})

/** `light` multiplies lightness, `chroma` colourfulness, `turn` moves the hue by degrees. */
export const shift = (
  colour: Colour,
  { light = 1, chroma = 1, turn = 0 }: { readonly light?: number; readonly chroma?: number; readonly turn?: number },
): Colour => {
  const angle = (turn * Math.PI) / 180
  const cos = Math.cos(angle) * chroma
  const sin = Math.sin(angle) * chroma
  return { l: colour.l * light, a: colour.a * cos - colour.b * sin, b: colour.a * sin + colour.b * cos }
}
