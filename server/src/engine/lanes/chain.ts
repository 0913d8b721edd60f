/** What stands in a chain knows its neighbours, so it leaves from anywhere at once. */
export interface Link<T> {
  before: T | undefined
  after: T | undefined
}

/** A doubly linked list. Nothing stands in two chains. */
export class Chain<T extends Link<T>> {
  first: T | undefined
  last: T | undefined

  append(link: T): void {
    link.before = this.last
    if (this.last) this.last.after = link
    else this.first = link
    this.last = link
  }

  remove(link: T): void {
    if (link.before) link.before.after = link.after
    else this.first = link.after
    if (link.after) link.after.before = link.before
    else this.last = link.before
    link.before = undefined
    link.after = undefined
  }
}
