import { z } from 'zod'

const pixels = z.object({ width: z.int().positive(), height: z.int().positive() })
const seconds = z.number().nonnegative()
/** The output that it was found in. */
const port = z.string()

/** What is off with a result, as far as a machine can see it. */
export const FindingSchema = z.discriminatedUnion('check', [
  z.object({ check: z.literal('length'), port, asked: seconds, is: seconds }),
  z.object({ check: z.literal('ratio'), port, asked: z.string(), is: pixels }),
  z.object({ check: z.literal('size'), port, asked: pixels, is: pixels }),
  /** Frames a second; `asked` where it was. */
  z.object({ check: z.literal('rate'), port, asked: z.number().exactOptional(), is: z.number() }),
  /** For so many of its seconds; of a picture, all of it. */
  z.object({ check: z.literal('black'), port, seconds: seconds.exactOptional(), of: seconds.exactOptional() }),
  z.object({ check: z.literal('frozen'), port, seconds, of: seconds }),
  /** Without a sound, though it was to have one. */
  z.object({ check: z.literal('silent'), port }),
])
export type Finding = Readonly<z.infer<typeof FindingSchema>>

/** `black for 4 s of 5 s`, to stand alone or in a list. */
export const findingText = (finding: Finding): string => {
  switch (finding.check) {
    case 'length':
      return `${long(finding.is)} long instead of ${long(finding.asked)}`
    case 'ratio':
      return `${sized(finding.is)} instead of ${finding.asked}`
    case 'size':
      return `${sized(finding.is)} instead of ${sized(finding.asked)}`
    case 'rate':
      return `${rounded(finding.is)} frames a second${finding.asked === undefined ? '' : ` instead of ${rounded(finding.asked)}`}`
    case 'black': {
      const { seconds: dark, of } = finding
      return dark === undefined || of === undefined || isAll(dark, of)
        ? 'black'
        : `black for ${long(dark)} of ${long(of)}`
    }
    case 'frozen':
      return isAll(finding.seconds, finding.of)
        ? 'without any movement'
        : `without movement for ${long(finding.seconds)} of ${long(finding.of)}`
    case 'silent':
      return 'silent'
  }
}

/** `silent, black for 4 s of 5 s`. */
export const findingsText = (findings: readonly Finding[]): string => findings.map(findingText).join(', ')

const isAll = (part: number, of: number): boolean => part >= 0.95 * of
const rounded = (value: number): string => String(Math.round(value * 10) / 10)
const long = (value: number): string => `${rounded(value)} s`
const sized = ({ width, height }: { readonly width: number; readonly height: number }): string => `${width} × ${height}`

/** What is to happen where something is off; nobody looks where a node says nothing. */
export const ChecksSchema = z.discriminatedUnion('ifOff', [
  /** It is told, and goes on. */
  z.object({ ifOff: z.literal('keep') }),
  /** What comes after it waits until a person has decided. */
  z.object({ ifOff: z.literal('ask') }),
  /** It is made again with the next take, so many times at most; then the one with the least that is off goes on. */
  z.object({ ifOff: z.literal('again'), tries: z.int().min(1).max(5) }),
])
export type Checks = Readonly<z.infer<typeof ChecksSchema>>

/** How often a result may be made again. */
export const rerollsOf = (checks: Checks | undefined): number => (checks?.ifOff === 'again' ? checks.tries : 0)
