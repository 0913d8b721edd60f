import type { Fingerprint } from '@reelgraph/shared'
import type { AttemptRow } from '../store/stores.ts'
import { AttemptCourse } from './attempt-course.ts'
import type { AttemptParts } from './attempts.ts'
import { LEFT, type FlightMember, type FlightOrder, type Leaving, type Left, type TrackedOrder } from './flight.ts'
import { QuickFlight } from './quick-flight.ts'
import { TrackedFlight } from './tracked-flight.ts'

/** One execution of one fingerprint, shared by every task that asks for it, in one run or in several. */
export interface Flights {
  /** Joins the execution of this fingerprint, or makes one that is performed in its lane. */
  join(order: FlightOrder, member: FlightMember): void
  /** The same for work whose attempts are written down one by one; goes on with one that an earlier process began. */
  joinTracked(order: TrackedOrder, member: FlightMember): void
  /** Watches a job that no run waits for any more, and stops it at the provider where its run was cancelled. */
  watch(order: TrackedOrder, row: AttemptRow, wish: 'keep' | 'cancel'): void
  /** A run was given another priority: what it shares with others waits as whoever matters most. */
  rank(): void
  /** Leaves; the last one out ends the execution. Resolves when nothing of it is left, or at once where others stay. */
  leave(fingerprint: Fingerprint, member: FlightMember, why: Leaving): Promise<Left>
  /** Stops watching everything, for the end of this process. */
  close(): Promise<void>
}

export const createFlights = (attempts: AttemptParts): Flights => {
  const flights = new Map<Fingerprint, QuickFlight>()
  const tracked = new Map<Fingerprint, TrackedFlight>()
  /** Also those that nobody can join any more. */
  const aloft = new Set<TrackedFlight>()
  const track = (fingerprint: Fingerprint, row?: AttemptRow): TrackedFlight => {
    const flight = new TrackedFlight({
      makeCourse: (order, hooks) => new AttemptCourse(attempts, order, hooks),
      clock: attempts.clock,
      ...(row && { row }),
      onClosed: () => {
        if (tracked.get(fingerprint) === flight) tracked.delete(fingerprint)
      },
      onOver: () => {
        if (tracked.get(fingerprint) === flight) tracked.delete(fingerprint)
        aloft.delete(flight)
      },
    })
    tracked.set(fingerprint, flight)
    aloft.add(flight)
    return flight
  }
  return {
    join(order, member) {
      const present = flights.get(order.fingerprint)
      if (present) return present.join(order, member)
      const flight = new QuickFlight(order, member, flights)
      flight.add(member)
      order.enqueue(flight)
    },
    joinTracked(order, member) {
      const present = tracked.get(order.fingerprint)
      if (present) return present.add(order, member)
      const row = attempts.open.of(order.fingerprint)
      const flight = track(order.fingerprint, row)
      flight.add(order, member)
      flight.takeOff()
    },
    watch(order, row, wish) {
      if (tracked.has(order.fingerprint)) return
      track(order.fingerprint, row).resumeAlone(order, wish)
    },
    rank() {
      for (const flight of flights.values()) flight.rank()
      for (const flight of aloft) flight.rank()
    },
    async leave(fingerprint, member, why) {
      const flight = flights.get(fingerprint)
      if (flight) return flight.drop(member)
      for (const one of aloft) if (one.has(member)) return one.drop(member, why)
      return LEFT
    },
    async close() {
      await Promise.all([...aloft].map((flight) => flight.suspend()))
    },
  }
}
