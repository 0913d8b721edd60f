import type { Size } from '../output-size.ts'
import type { Cue } from './cues.ts'

export type SubtitleSize = 'small' | 'medium' | 'large'

/** Of the shorter side of the picture. */
const HEIGHTS: Readonly<Record<SubtitleSize, number>> = { small: 0.044, medium: 0.055, large: 0.07 }
/** Nobody reads longer lines with ease. */
const MOST_LETTERS = 42
/** Of the width that text may take, and how wide a letter is on average beside its height. */
const [TEXT_WIDTH, LETTER_WIDTH] = [0.86, 0.5]

const heightOf = ({ width, height }: Size, size: SubtitleSize): number =>
  Math.round(Math.min(width, height) * HEIGHTS[size])

/** How many letters a line takes. */
export const lettersOf = (picture: Size, size: SubtitleSize): number =>
  Math.max(
    12,
    Math.min(MOST_LETTERS, Math.floor((picture.width * TEXT_WIDTH) / (heightOf(picture, size) * LETTER_WIDTH))),
  )

const parts = (seconds: number, unit: number) => {
  // never later than meant, so that it begins and ends with its frame
  const all = Math.max(0, Math.floor(seconds * unit + 1e-6))
  const whole = Math.floor(all / unit)
  const two = (number: number): string => String(number).padStart(2, '0')
  return {
    hours: Math.floor(whole / 3600),
    minutes: two(Math.floor(whole / 60) % 60),
    seconds: two(whole % 60),
    rest: all % unit,
  }
}

const assTime = (time: number): string => {
  const { hours, minutes, seconds, rest } = parts(time, 100)
  return `${hours}:${minutes}:${seconds}.${String(rest).padStart(2, '0')}`
}

const srtTime = (time: number): string => {
  const { hours, minutes, seconds, rest } = parts(time, 1000)
  return `${String(hours).padStart(2, '0')}:${minutes}:${seconds},${String(rest).padStart(3, '0')}`
}

/** Braces and backslashes direct the writer of the picture: said words direct nobody. */
const plain = (line: string): string => line.replaceAll('\\', '＼').replaceAll('{', '(').replaceAll('}', ')')

interface Picture {
  readonly picture: Size
  readonly size: SubtitleSize
}

/** In Advanced SubStation Alpha: white with a dark edge, above the lower border, whatever the ratio. */
export const assFile = (cues: readonly Cue[], { picture, size }: Picture): string => {
  const height = heightOf(picture, size)
  const edge = Math.max(1, height / 14).toFixed(1)
  const side = Math.round((picture.width * (1 - TEXT_WIDTH)) / 2)
  const style = [
    ...['Default', 'Arial', height, '&H00FFFFFF', '&H00FFFFFF', '&H00101010', '&H80000000', -1, 0, 0, 0],
    ...[100, 100, 0, 0, 1, edge, 1, 2, side, side, Math.round(picture.height * 0.06), 1],
  ]
  return [
    ...['[Script Info]', 'ScriptType: v4.00+', `PlayResX: ${picture.width}`, `PlayResY: ${picture.height}`],
    ...['WrapStyle: 0', 'ScaledBorderAndShadow: yes', 'YCbCr Matrix: TV.709', '', '[V4+ Styles]'],
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    ...[`Style: ${style.join(',')}`, '', '[Events]'],
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...cues.map(
      ({ start, end, lines }) =>
        `Dialogue: 0,${assTime(start)},${assTime(end)},Default,,0,0,0,,${lines.map(plain).join('\\N')}`,
    ),
    '',
  ].join('\n')
}

/** For players that show them on demand. */
export const srtFile = (cues: readonly Cue[]): string =>
  cues
    .map(({ start, end, lines }, index) => `${index + 1}\n${srtTime(start)} --> ${srtTime(end)}\n${lines.join('\n')}\n`)
    .join('\n')

/** Cues of a stretch of the film, by the stretch's own time. Seconds. */
export const within = (cues: readonly Cue[], from: number, length: number): readonly Cue[] =>
  cues.flatMap(({ start, end, lines }) => {
    const own = { start: Math.max(0, start - from), end: Math.min(length, end - from), lines }
    return own.end > own.start ? [own] : []
  })

/** A path inside a filter graph, where quotes, colons and backslashes mean something, twice. */
export const inFilter = (path: string): string => {
  const argument = path.replaceAll('\\', '/').replaceAll(':', '\\:').replaceAll("'", "\\'")
  return `'${argument.replaceAll("'", "'\\''")}'`
}
