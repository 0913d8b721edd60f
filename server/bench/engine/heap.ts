/** Whatever is least by its rank comes first; of equals, what came first. */
export class Heap {
  private readonly rank: (place: number) => number
  private readonly places: number[] = []

  constructor(rank: (place: number) => number) {
    this.rank = rank
  }

  get size(): number {
    return this.places.length
  }

  add(place: number): void {
    const { places } = this
    let at = places.push(place) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = places[parent] ?? place
      if (!this.isBefore(place, above)) break
      places[at] = above
      at = parent
    }
    places[at] = place
  }

  take(): number | undefined {
    const { places } = this
    const [first] = places
    const last = places.pop()
    if (last === undefined || places.length === 0) return last
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= places.length) break
      if (child + 1 < places.length && this.isBefore(places[child + 1] ?? last, places[child] ?? last)) child += 1
      const below = places[child] ?? last
      if (!this.isBefore(below, last)) break
      places[at] = below
      at = child
    }
    places[at] = last
    return first
  }

  private isBefore(a: number, b: number): boolean {
    const difference = this.rank(a) - this.rank(b)
    return difference === 0 ? a < b : difference < 0
  }
}
