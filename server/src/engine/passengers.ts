import type { Unseen } from '@reelgraph/shared'
import type { AttemptRow } from '../store/stores.ts'
import type { FlightMember, TrackedOrder } from './flight.ts'
import { foremost } from './lanes/foremost.ts'

export interface Passenger {
  readonly order: TrackedOrder
  readonly member: FlightMember
}

/** Who waits for one execution, and whose it is. */
export class Passengers {
  private all: readonly Passenger[] = []
  /** Whose order it is and who is charged; until it starts, whoever matters most, and of those the first. */
  charged: Passenger | undefined
  /** Why its provider cannot be asked now how far it is. */
  private unseen: Unseen | undefined

  get isEmpty(): boolean {
    return this.all.length === 0
  }

  /** As whose it waits in its lane. */
  get front(): Passenger {
    const passenger = this.charged ?? foremost(this.all, ({ order }) => order)
    if (!passenger) throw new Error('a flight without passengers has no place in a lane')
    return passenger
  }

  has(member: FlightMember): boolean {
    return this.all.some((passenger) => passenger.member === member)
  }

  isCharged(member: FlightMember): boolean {
    return member === this.charged?.member
  }

  add(passenger: Passenger): void {
    this.all = [...this.all, passenger]
  }

  /** @returns whether it was there. */
  remove(member: FlightMember): boolean {
    const before = this.all.length
    this.all = this.all.filter((passenger) => passenger.member !== member)
    return this.all.length < before
  }

  /** Takes out all those of which this is so. */
  takeOut(isSo: (passenger: Passenger) => boolean): readonly Passenger[] {
    const out = this.all.filter(isSo)
    if (out.length > 0) this.all = this.all.filter((passenger) => !out.includes(passenger))
    return out
  }

  /** Whoever has asked for this attempt is charged for it. */
  chargeFor(row: AttemptRow): void {
    this.charged = this.all.find(({ order }) => isOf(order, row))
  }

  becomeUnseen(unseen: Unseen | undefined): void {
    this.unseen = unseen
    this.each((member) => member.onUnseen(unseen))
  }

  /** To one that has come later. */
  tellUnseen(member: FlightMember): void {
    if (this.unseen) member.onUnseen(this.unseen)
  }

  /** There will be another attempt, of whomever. */
  again(): void {
    this.charged = undefined
    this.unseen = undefined
    this.each((member) => member.onAgain())
  }

  each(tell: (member: FlightMember) => void): void {
    for (const { member } of this.all) tell(member)
  }
}

const isOf = (order: TrackedOrder, row: AttemptRow): boolean =>
  order.run === row.run && order.node === row.node && order.item === row.item
