import { hex, mix, shift } from './colour.ts'
import type { Colour } from './colour.ts'
import type { Random } from '../random.ts'
import type { Scene } from './scene.ts'
import type { Place, Season, Time, Tint } from './words.ts'

export interface Palette {
  /** From the zenith to the horizon. */
  readonly sky: readonly [Colour, Colour, Colour, Colour]
  /** Sun, moon or fire: what lights the picture. */
  readonly light: Colour
  /** What distance turns into. */
  readonly haze: Colour
  readonly far: Colour
  readonly near: Colour
  /** The ground's own colour, lit as the hour lights it. */
  readonly ground: Colour
  /** Lamps, windows, signs, fire. */
  readonly glow: Colour
  readonly accent: Colour
}

type Hours = Readonly<Record<Time, readonly [string, string, string, string, string, string, string, string]>>

// zenith, upper, lower, horizon, light, haze, far, near
const HOURS: Hours = {
  dawn: ['#26386b', '#77608f', '#e28d7d', '#ffd7a0', '#ffe3b0', '#e8a892', '#8d6f8d', '#1d1a2c'],
  morning: ['#4a8ac8', '#86b8de', '#c8dfe9', '#fdf0d8', '#fff3d6', '#d3e2e8', '#88a6b8', '#1f332f'],
  noon: ['#1f6cc0', '#4f9be0', '#97ccf0', '#e3f3f6', '#fffbea', '#cbe4ee', '#7aa5bc', '#1e3b30'],
  golden: ['#49659a', '#a58c90', '#f2b266', '#ffe3a6', '#ffe7ac', '#f3c184', '#b58560', '#2a1c17'],
  dusk: ['#1a1f4d', '#54397a', '#c2506f', '#ff9f62', '#ffb878', '#ac5c7e', '#5d3c6d', '#140f24'],
  night: ['#050a1d', '#0c1838', '#1a315c', '#36568a', '#e4edff', '#2d4a76', '#1d355e', '#04070f'],
}

const GROUNDS: Readonly<Record<Place, string>> = {
  forge: '#4a3a33',
  library: '#5a3d2b',
  interior: '#5c4a40',
  street: '#40434e',
  city: '#4b5060',
  forest: '#3f6b45',
  sea: '#2f6f86',
  mountains: '#6c7f88',
  desert: '#d29a5b',
  field: '#c9a44c',
  river: '#5f8a4e',
  village: '#7a8a4c',
  space: '#4a4560',
  hills: '#6d8f50',
}
const SEASON_GROUNDS: Readonly<Record<Season, string>> = {
  spring: '#8fae5a',
  summer: '#5f8a3f',
  autumn: '#c8702c',
  winter: '#e4ebf2',
}
const TINTS: Readonly<Record<Tint, string>> = {
  red: '#d8342f',
  orange: '#f08030',
  gold: '#f5bd3d',
  green: '#4fae5c',
  teal: '#2fb8b0',
  blue: '#3f7fe0',
  purple: '#8e5bd8',
  pink: '#f07fa8',
  white: '#f4f2ec',
}
const GREEN: ReadonlySet<Place> = new Set(['forest', 'river', 'village', 'hills', 'field', 'mountains'])

const groundOf = ({ place, season, weather }: Scene): Colour => {
  if (weather === 'snow' && GREEN.has(place)) return hex(SEASON_GROUNDS.winter)
  return season && GREEN.has(place) ? hex(SEASON_GROUNDS[season]) : hex(GROUNDS[place])
}

const HOUR_LIGHT: Readonly<Record<Time, number>> = {
  dawn: 0.72,
  morning: 1,
  noon: 1.05,
  golden: 0.9,
  dusk: 0.55,
  night: 0.32,
}

export const paletteOf = (scene: Scene, random: Random): Palette => {
  const [zenith, upper, lower, horizon, light, haze, far, near] = HOURS[scene.time].map(hex)
  if (!zenith || !upper || !lower || !horizon || !light || !haze || !far || !near) throw new RangeError(scene.time)
  const turn = random.between(-9, 9)
  const grey = hex(scene.time === 'night' ? '#141a24' : '#59646f')
  const veil = { clear: 0, clouds: 0.3, rain: 0.58, storm: 0.72, snow: 0.45, fog: 0.45 }[scene.weather]
  const dim = { clear: 1, clouds: 0.96, rain: 0.82, storm: 0.68, snow: 1.06, fog: 1.02 }[scene.weather]
  const chroma = { calm: 0.98, tense: 1.05, bright: 1.14, dark: 0.66, lonely: 0.82 }[scene.mood]
  const moody = scene.mood === 'dark' ? 0.8 : 1
  const seen = (colour: Colour, share = veil): Colour =>
    shift(mix(colour, grey, share), { light: dim * moody, chroma, turn })
  const sun = shift(mix(light, hex('#e8edf2'), veil * 0.7), { turn: turn / 3 })
  const lit = shift(mix(groundOf(scene), seen(haze), 0.22), { light: HOUR_LIGHT[scene.time], chroma: chroma * 0.95 })
  const glow = scene.tint && scene.time === 'night' ? mix(hex(TINTS[scene.tint]), hex('#ffd9a0'), 0.3) : hex('#ffb455')
  return {
    sky: [seen(zenith), seen(upper), seen(lower), seen(horizon, veil * 0.8)],
    light: sun,
    haze: seen(haze, veil * 0.85),
    far: seen(far),
    near: shift(seen(near, veil * 0.3), { light: 0.95, chroma: GREEN.has(scene.place) ? 1 : 0.5 }),
    ground: mix(lit, grey, veil * 0.35),
    glow,
    accent: scene.tint ? hex(TINTS[scene.tint]) : shift(hex('#e0523c'), { turn: random.between(-30, 40) }),
  }
}
