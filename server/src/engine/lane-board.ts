import type { Catalog, Clock, LaneRunFacts, LaneState } from '@reelgraph/shared'
import { createLane, type Lane, type LaneDesk, type LaneLimits, type LaneSettings } from './lanes.ts'
import { Alarm } from './lanes/alarm.ts'

/** The listener hears of changes at most this often, in milliseconds. */
const EVERY_MS = 250

export interface LaneBoardParts {
  readonly catalog: Pick<Catalog, 'providers'>
  /** How many at once where a provider leaves it to the machine. */
  readonly cores: number
  readonly clock: Clock
  /** What a person has set for this lane before. */
  readonly limitsOf: (id: string) => LaneSettings
  /** Keeps what a person sets: all of it, not only what changed. */
  readonly save?: (id: string, settings: LaneSettings) => void
  /** What is known of a run that has work in a lane. */
  readonly runOf?: (run: string) => LaneRunFacts | undefined
  readonly onChange?: (lanes: readonly LaneState[]) => void
}

interface Standing {
  readonly lane: Lane
  settings: LaneSettings
}

/** All lanes, each made when it is first used. An id is a provider's, or `provider:name` for a second lane of it. */
export class LaneBoard implements LaneDesk {
  private readonly parts: LaneBoardParts
  private readonly standing = new Map<string, Standing>()
  private readonly alarm: Alarm
  private readonly onChange: (() => void) | undefined
  private closed = false

  constructor(parts: LaneBoardParts) {
    this.parts = parts
    const { clock, onChange } = parts
    this.alarm = new Alarm(clock, () => onChange?.(this.lanes()))
    this.onChange =
      onChange &&
      (() => {
        if (!this.alarm.isSet && !this.closed) this.alarm.set(clock.now() + EVERY_MS)
      })
  }

  laneOf(id: string): Lane {
    return this.open(id).lane
  }

  lanes(): readonly LaneState[] {
    return [...this.standing.values()].map(({ lane }) => lane.state())
  }

  lane(id: string): Lane | undefined {
    return this.find(id)?.lane
  }

  changeLane(id: string, change: LaneSettings): Lane | undefined {
    // what a provider says is of an account that is there, used or not
    const found = change.told ? this.open(id) : this.find(id)
    if (!found) return undefined
    const settings = { ...found.settings, ...change }
    found.settings = settings
    this.parts.save?.(id, settings)
    found.lane.configure(this.limits(id, settings))
    if (change.paused === true) found.lane.pause()
    if (change.paused === false) found.lane.resume()
    return found.lane
  }

  /** Nothing starts any more, nobody is told any more, and no timer is left. */
  close(): void {
    this.closed = true
    this.alarm.clear()
    for (const { lane } of this.standing.values()) lane.close()
  }

  private find(id: string): Standing | undefined {
    return this.standing.get(id) ?? (this.parts.catalog.providers.has(id) ? this.open(id) : undefined)
  }

  private open(id: string): Standing {
    const known = this.standing.get(id)
    if (known) return known
    const settings = this.parts.limitsOf(id)
    const [provider, name] = split(id)
    const title = this.parts.catalog.providers.get(provider)?.title ?? provider
    const lane = createLane({
      id,
      title: name === undefined ? title : `${title} · ${name}`,
      provider,
      limits: this.limits(id, settings),
      clock: this.parts.clock,
      runOf: this.parts.runOf,
      ...(this.onChange && { onChange: this.onChange }),
    })
    if (settings.paused) lane.pause()
    if (this.closed) lane.close()
    const standing = { lane, settings }
    this.standing.set(id, standing)
    return standing
  }

  private limits(id: string, settings: LaneSettings): LaneLimits {
    const definition = this.parts.catalog.providers.get(split(id)[0])
    const width = definition?.concurrency ?? 'cores'
    const { told } = settings
    const concurrency = settings.concurrency ?? told?.concurrency ?? (width === 'cores' ? this.parts.cores : width)
    const known = told?.perMinute ?? definition?.perMinute
    const perMinute = settings.perMinute === undefined ? known : settings.perMinute
    return { concurrency, ...(typeof perMinute === 'number' && { perMinute }) }
  }
}

const split = (id: string): readonly [provider: string, name: string | undefined] => {
  const at = id.indexOf(':')
  return at < 0 ? [id, undefined] : [id.slice(0, at), id.slice(at + 1)]
}
