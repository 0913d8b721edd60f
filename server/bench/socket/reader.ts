import { ServerFrameSchema, type SequencedEvent, type ServerFrame } from '@reelgraph/shared'

/** What one subscriber has heard. */
export interface Reader {
  /** Takes in a frame that came at this moment. */
  read(text: string, at: number): ServerFrame
  /** How many events of these runs never came, given the number of the last event of each. */
  missing(runs: ReadonlyMap<string, number>): number
  /** Events that were not the next of their run. */
  readonly outOfOrder: number
  /** How far each run has come. */
  readonly seqs: ReadonlyMap<string, number>
}

/** What frames say, once for all readers of a process: of real ones each has a machine to itself. */
const parsed = new Map<string, ServerFrame>()

const parse = (text: string): ServerFrame => {
  const known = parsed.get(text)
  if (known) return known
  if (parsed.size > 2000) parsed.clear()
  const frame = ServerFrameSchema.parse(JSON.parse(text))
  parsed.set(text, frame)
  return frame
}

/** When what the event tells was due: the benchmark's steps make nothing else. */
const dueOf = ({ event }: SequencedEvent): number | undefined => {
  const output = event.type === 'task-succeeded' ? event.outputs['text'] : undefined
  return output && 'value' in output ? Number(output.value) : undefined
}

/** @param onDelay hears, of every step that ended, how long that took to get here, in milliseconds. */
export const createReader = (onDelay: (ms: number) => void = () => {}): Reader => {
  const seqs = new Map<string, number>()
  const came = new Map<string, number>()
  let outOfOrder = 0

  const take = (run: string, events: readonly SequencedEvent[], at: number): void => {
    let last = seqs.get(run) ?? 0
    for (const entry of events) {
      if (entry.seq !== last + 1) outOfOrder += 1
      last = entry.seq
      const due = dueOf(entry)
      if (due !== undefined) onDelay(at - due)
    }
    seqs.set(run, last)
    came.set(run, (came.get(run) ?? 0) + events.length)
  }

  return {
    read(text, at) {
      const frame = parse(text)
      if (frame.type === 'run-events') take(frame.run, frame.events, at)
      if (frame.type === 'subscribed') {
        for (const { run, events } of frame.missed) take(run, events, at)
        for (const { run, seq } of frame.runs) {
          seqs.set(run.id, seq)
          came.set(run.id, seq)
        }
      }
      return frame
    },
    missing: (runs) => [...runs].reduce((sum, [run, last]) => sum + Math.max(0, last - (came.get(run) ?? 0)), 0),
    get outOfOrder() {
      return outOfOrder
    },
    seqs,
  }
}
