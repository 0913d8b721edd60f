import type { AssetValue, Finding } from '@reelgraph/shared'
import type { Impression } from '../media/look-closely.ts'
import type { Expected } from './expected.ts'

interface Evidence {
  /** The output that the file is of. */
  readonly port: string
  readonly asset: AssetValue
  readonly expected: Expected
  readonly impression: Impression
}

/** Providers round lengths to frames, and sizes to blocks of pixels. */
const LENGTH_SLACK = { seconds: 0.5, part: 0.1 }
const SIZE_SLACK = 0.05
const RATE_SLACK = 0.05
/** Below this nothing moves smoothly, in frames a second. */
const LEAST_RATE = 12
/** From where on a stretch without anything is no longer meant, as a part of the whole. */
const MOST_BLACK = 0.5
const MOST_FROZEN = 0.5
const MOST_SILENT = 0.9

/** What is off with one file: what was asked for and did not come, and what nobody asks for. */
export const findFaults = (evidence: Evidence): readonly Finding[] => [
  ...lengthOf(evidence),
  ...shapeOf(evidence),
  ...rateOf(evidence),
  ...emptinessOf(evidence),
]

const lengthOf = ({ port, asset: { seconds: is }, expected: { seconds: asked } }: Evidence): readonly Finding[] => {
  if (asked === undefined || is === undefined) return []
  const slack = Math.max(LENGTH_SLACK.seconds, asked * LENGTH_SLACK.part)
  return Math.abs(is - asked) > slack ? [{ check: 'length', port, asked, is }] : []
}

const shapeOf = ({ port, asset: { width, height }, expected: { size, ratio } }: Evidence): readonly Finding[] => {
  if (width === undefined || height === undefined) return []
  const is = { width, height }
  const asked = size ? size.width / size.height : ratioOf(ratio)
  if (asked !== undefined && differs(width / height, asked, SIZE_SLACK))
    return [size ? { check: 'size', port, asked: size, is } : { check: 'ratio', port, asked: ratio ?? '', is }]
  return size && differs(width, size.width, SIZE_SLACK) ? [{ check: 'size', port, asked: size, is }] : []
}

const ratioOf = (ratio: string | undefined): number | undefined => {
  const [width, height] = (ratio ?? '').split(':').map(Number)
  return width && height ? width / height : undefined
}

const rateOf = ({ port, asset: { kind, fps: is }, expected: { fps: asked } }: Evidence): readonly Finding[] => {
  if (kind !== 'video' || is === undefined) return []
  if (asked !== undefined) return differs(is, asked, RATE_SLACK) ? [{ check: 'rate', port, asked, is }] : []
  return is < LEAST_RATE ? [{ check: 'rate', port, is }] : []
}

/** What is black does not move either: that is said once. */
const emptinessOf = ({ port, asset, expected, impression }: Evidence): readonly Finding[] => {
  const { kind, seconds: of = 0 } = asset
  const { black, frozen, silent } = impression
  if (kind === 'image') return black > 0.98 ? [{ check: 'black', port }] : []
  const found: Finding[] = []
  if (kind === 'video' && black > of * MOST_BLACK) found.push({ check: 'black', port, seconds: black, of })
  else if (kind === 'video' && frozen > of * MOST_FROZEN) found.push({ check: 'frozen', port, seconds: frozen, of })
  const isHeard = kind === 'audio' || expected.sound
  if (isHeard && silent >= of * MOST_SILENT) found.push({ check: 'silent', port })
  return found
}

const differs = (is: number, asked: number, slack: number): boolean => Math.abs(is / asked - 1) > slack
