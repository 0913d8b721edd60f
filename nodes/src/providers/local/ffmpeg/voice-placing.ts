import type { Problem } from '@reelgraph/shared'

/** A clip is slowed by at most this, so that it lasts as long as what is said over it. */
export const MOST_SLOWING = 1.5

export interface PlacedVoice {
  readonly voice: number
  readonly startFrame: number
  readonly frames: number
}

interface PlacingInput {
  /** Each clip's own length in frames; undefined is not known yet. */
  readonly natural: readonly (number | undefined)[]
  /** Frames that neighbours overlap. */
  readonly joins: readonly number[]
  readonly voices: readonly (number | undefined)[]
  readonly fps: number
  readonly assign: readonly number[]
}

interface Placing {
  readonly problems: readonly Problem[]
  /** How long each clip must be, overlaps included. Means something only when all is known. */
  readonly frames: readonly number[]
  /** Voices on the film, given the frame from which each clip has the film to itself. */
  readonly place: (starts: readonly number[]) => readonly PlacedVoice[]
}

/** Between two voices over one clip. */
const PAUSE_SECONDS = 0.25

const plural = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`
const seconds = (frames: number, fps: number): string => `${(frames / fps).toFixed(1)} s`

const refuse = (message: string, hint: string, field: string): Placing => ({
  problems: [{ message, hint, field }],
  frames: [],
  place: () => [],
})

type Assignment = { readonly clipOf: readonly number[] } | { readonly narration: true } | { readonly problem: Placing }

const assignment = ({ natural, voices, assign }: PlacingInput): Assignment => {
  if (assign.length > 0 && voices.length > 0) {
    if (assign.length !== voices.length) {
      const message = `${plural(voices.length, 'voice')}, but Assign names a clip for ${assign.length}.`
      return { problem: refuse(message, 'Give every voice its clip under Assign, or leave it empty.', 'assign') }
    }
    const beyond = assign.findIndex((clip) => clip > natural.length || clip < 1)
    if (beyond >= 0) {
      const message = `Voice ${beyond + 1} is assigned to clip ${assign[beyond]}, and there are ${plural(natural.length, 'clip')}.`
      return { problem: refuse(message, 'Choose another clip for it under Assign.', 'assign') }
    }
    return { clipOf: assign.map((clip) => clip - 1) }
  }
  if (voices.length === natural.length) return { clipOf: voices.map((_, index) => index) }
  if (voices.length === 1) return { narration: true }
  const message = `${plural(voices.length, 'voice')} for ${plural(natural.length, 'clip')}: say which clip each belongs to under Assign.`
  return {
    problem: refuse(
      message,
      'Or connect as many voices as clips, or one voice that narrates the whole film.',
      'assign',
    ),
  }
}

const narrate = ({ natural, joins, voices: [voice], fps }: PlacingInput): Placing => {
  const own = natural.reduce((sum, frames) => (sum ?? NaN) + (frames ?? NaN), 0) ?? NaN
  const shared = joins.reduce((sum, frames) => sum + frames, 0)
  const stretch = Math.max(1, ((voice ?? 0) + shared) / own)
  if (voice !== undefined && stretch > MOST_SLOWING) {
    const film = seconds(own - shared, fps)
    const message = `The voice takes ${seconds(voice, fps)} and the film ${film}: slowed as far as it may be (${MOST_SLOWING}×) it is still too short.`
    return refuse(message, 'Add clips, make them longer, shorten the text, or speak it faster.', 'voice')
  }
  const frames = natural.map((length) =>
    Math.max(length ?? 0, Math.ceil((length ?? 0) * (Number.isFinite(stretch) ? stretch : 1))),
  )
  return { problems: [], frames, place: ([start = 0]) => [{ voice: 0, startFrame: start, frames: voice ?? 0 }] }
}

/** Which voice lies over which clip, and how long that makes each clip. */
export const placeVoices = (input: PlacingInput): Placing => {
  const { natural, joins, voices, fps } = input
  const asItIs = natural.map((frames) => frames ?? 0)
  if (voices.length === 0 || natural.length === 0) return { problems: [], frames: asItIs, place: () => [] }
  const assigned = assignment(input)
  if ('problem' in assigned) return assigned.problem
  if ('narration' in assigned) return narrate(input)

  const pause = Math.round(PAUSE_SECONDS * fps)
  const problems: Problem[] = []
  const over = natural.map((_, clip) => assigned.clipOf.flatMap((at, voice) => (at === clip ? [voice] : [])))
  const frames = natural.map((own, clip) => {
    const said = over[clip] ?? []
    const spoken = said.reduce<number>((sum, voice, index) => sum + (voices[voice] ?? NaN) + (index > 0 ? pause : 0), 0)
    const needed = spoken === 0 ? 0 : spoken + Math.ceil((joins[clip - 1] ?? 0) / 2) + Math.ceil((joins[clip] ?? 0) / 2)
    if (own !== undefined && needed > Math.floor(own * MOST_SLOWING)) {
      const line = said.length === 1 ? `voice ${(said[0] ?? 0) + 1}` : `its ${said.length} voices`
      const shortest = seconds(Math.ceil(needed / MOST_SLOWING), fps)
      problems.push({
        message: `Clip ${clip + 1} takes ${seconds(own, fps)} and ${line} over it ${seconds(spoken, fps)}: slowed as far as it may be (${MOST_SLOWING}×) it is still too short.`,
        hint: `Make clip ${clip + 1} at least ${shortest} long, shorten its text, or speak it faster.`,
        field: 'voice',
      })
    }
    return Math.max(own ?? 0, Number.isNaN(needed) ? 0 : needed)
  })

  const place = (starts: readonly number[]): readonly PlacedVoice[] =>
    over
      .flatMap((said, clip) => {
        let startFrame = starts[clip] ?? 0
        return said.map((voice): PlacedVoice => {
          const placed = { voice, startFrame, frames: voices[voice] ?? 0 }
          startFrame += placed.frames + pause
          return placed
        })
      })
      .toSorted((a, b) => a.voice - b.voice)
  return { problems, frames, place }
}
