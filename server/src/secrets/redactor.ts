import { formsOf } from './forms-of.ts'

/** What stands where a secret stood. */
export const REDACTED = '•••'

/** Takes secrets out of whatever leaves. What it has learned it knows until the process ends. */
export interface Redactor {
  learn(secret: string): void
  text(text: string): string
  /** Of a text that was cut off: also the beginning of a secret at its end. */
  cutText(text: string): string
  /** Lists, plain objects and the texts in them; the same one where there is nothing to take out. */
  value<T>(value: T): T
  /** Of the same class, with all it says of itself. The same one where there is nothing to take out. */
  error(thrown: unknown): unknown
}

export const createRedactor = (): Redactor => new Forms()

class Forms implements Redactor {
  private readonly secrets = new Set<string>()
  private readonly forms = new Set<string>()
  private pattern: RegExp | undefined
  private longest = 0

  learn(secret: string): void {
    if (this.secrets.has(secret)) return
    this.secrets.add(secret)
    for (const form of formsOf(secret)) this.forms.add(form)
    if (this.forms.size === 0) return
    // the longest first, so that no rest of one is left behind a shorter one
    const longestFirst = [...this.forms].toSorted((one, other) => other.length - one.length)
    this.longest = longestFirst[0]?.length ?? 0
    this.pattern = new RegExp(longestFirst.map((form) => literal(form)).join('|'), 'g')
  }

  text(text: string): string {
    return this.pattern === undefined ? text : text.replace(this.pattern, REDACTED)
  }

  cutText(text: string): string {
    const told = this.text(text)
    for (let length = Math.min(this.longest - 1, told.length); length >= 4; length -= 1) {
      const end = told.slice(-length)
      for (const form of this.forms) if (form.startsWith(end)) return told.slice(0, -length) + REDACTED
    }
    return told
  }

  value<T>(value: T): T {
    return this.pattern === undefined ? value : (this.inside(value, new Map()) as T) // only texts change
  }

  error(thrown: unknown): unknown {
    return this.pattern === undefined ? thrown : this.inside(thrown, new Map())
  }

  private inside(value: unknown, seen: Map<object, unknown>): unknown {
    if (typeof value === 'string') return this.text(value)
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(value)) return seen.get(value)
    seen.set(value, value)
    if (Array.isArray(value)) return this.list(value, seen)
    if (value instanceof Error) return this.thrown(value, seen)
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === Object.prototype || prototype === null ? this.fields(value, seen) : value
  }

  private list(list: readonly unknown[], seen: Map<object, unknown>): readonly unknown[] {
    const changed = list.map((entry) => this.inside(entry, seen))
    return changed.every((entry, index) => entry === list[index]) ? list : changed
  }

  private fields(object: object, seen: Map<object, unknown>): object {
    let isSame = true
    const changed = Object.entries(object).map(([name, field]) => {
      const entry = [this.text(name), this.inside(field, seen)] as const
      isSame &&= entry[0] === name && entry[1] === field
      return entry
    })
    return isSame ? object : Object.fromEntries(changed)
  }

  /** Errors keep their texts where `Object.entries` does not look. */
  private thrown(error: Error, seen: Map<object, unknown>): Error {
    const own = Object.getOwnPropertyNames(error)
    const fields = own.map((name) => {
      const value: unknown = Reflect.get(error, name)
      return { name, value, clean: this.inside(value, seen) }
    })
    if (fields.every(({ value, clean }) => value === clean)) return error
    const copy = Object.create(Object.getPrototypeOf(error) as object) as Error // its prototype says so
    for (const { name, clean } of fields) {
      const enumerable = Object.prototype.propertyIsEnumerable.call(error, name)
      Object.defineProperty(copy, name, { value: clean, enumerable, writable: true, configurable: true })
    }
    return copy
  }
}

/** As a regular expression that means these characters and nothing else. */
const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
