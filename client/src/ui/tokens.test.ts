import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const themes = ['light', 'dark'] as const
const token = /--([\w-]+):\s*(?:light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g
const colours = new Map(
  [...css.matchAll(token)].map(([, name, light, dark, both]) => [name, { light: light ?? both, dark: dark ?? both }]),
)

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(theme: (typeof themes)[number], one: string, other: string): number {
  const [darker = 0, lighter = 0] = [one, other]
    .map((name) => {
      const colour = colours.get(name)?.[theme]
      if (colour === undefined) throw new Error(`There is no token --${name} with a colour for each theme`)
      return luminance(colour)
    })
    .toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const surfaces = ['canvas', 'panel', 'card', 'field']
const pairs = (names: readonly string[], on: readonly string[]) =>
  themes.flatMap((theme) => names.flatMap((name) => on.map((surface) => [theme, name, surface] as const)))

describe('contrast (WCAG AA)', () => {
  test.each(pairs(['ink', 'ink-2', 'ink-3', 'accent-ink', 'ok-ink', 'warn-ink', 'bad-ink'], surfaces))(
    '%s: %s is read on %s',
    (theme, name, surface) => expect(contrast(theme, name, surface)).toBeGreaterThanOrEqual(4.5),
  )
  test.each(pairs(['on-accent'], ['accent-fill', 'accent-fill-hover']))(
    '%s: %s is read on %s',
    (theme, name, surface) => expect(contrast(theme, name, surface)).toBeGreaterThanOrEqual(4.5),
  )
  const signs = [
    'accent',
    'ok',
    'warn',
    'bad',
    ...['text', 'image', 'video', 'audio', 'data', 'number'].map((type) => `type-${type}`),
  ]
  test.each(pairs(signs, ['canvas', 'panel', 'card']))('%s: %s is seen on %s', (theme, name, surface) =>
    expect(contrast(theme, name, surface)).toBeGreaterThanOrEqual(3),
  )
})
