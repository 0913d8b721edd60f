import { createManualClock } from '../../testing/manual-clock.ts'
import { createLane, type LaneJob, type LaneLimits, type LaneParts } from '../lanes.ts'

/** A lane with a clock that stands still, jobs that end when they are told to, and what has begun so far. */
export const openLane = (limits: LaneLimits, hooks: Pick<LaneParts, 'onChange'> = {}) => {
  const clock = createManualClock()
  const lane = createLane({ id: 'fal', title: 'Fal', provider: 'fal', limits, clock, ...hooks })
  const begun: string[] = []
  const going = new Map<string, () => void>()

  /** Its owner is the name without its digits. */
  const job = (name: string, { priority = 'normal', urgency = 0 }: Partial<LaneJob> = {}): LaneJob => {
    const owner = name.replace(/\d+$/, '')
    return {
      owner,
      priority,
      urgency,
      place: { run: owner, node: name, item: null },
      start: () => {
        begun.push(name)
        return new Promise((resolve) => going.set(name, resolve))
      },
    }
  }

  const add = (names: string, more: Partial<LaneJob> = {}): readonly LaneJob[] =>
    names.split(' ').map((name) => {
      const made = job(name, more)
      lane.enqueue(made)
      return made
    })

  /** Ends what runs under this name, and lets what follows from it happen. */
  const end = async (name: string): Promise<void> => {
    going.get(name)?.()
    going.delete(name)
    await clock.advance(0)
  }

  const endAll = async (): Promise<void> => {
    for (let [name] = going.keys(); name !== undefined; [name] = going.keys()) await end(name)
  }

  const queue = (): readonly string[] => lane.state().queued.map(({ node }) => node)

  return { lane, clock, begun, going, job, add, end, endAll, queue }
}
