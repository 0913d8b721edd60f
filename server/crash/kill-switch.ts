/** Kills this very process at the n-th place it passes, so that a run can be broken off at every step it writes down. */
export interface KillSwitch {
  /** How many places were passed. */
  readonly passed: number
  pass(place: string): void
}

/** @param at the place to die at, from 1 on; never where it says nothing. */
export const createKillSwitch = (at: number | undefined): KillSwitch => {
  let passed = 0
  return {
    get passed() {
      return passed
    },
    pass() {
      passed += 1
      if (passed === at) process.kill(process.pid, 'SIGKILL')
    },
  }
}

/** The same store, with a place to die at before and after each of these calls. */
export const guarded = <T extends object>(store: T, calls: readonly (keyof T & string)[], killSwitch: KillSwitch): T =>
  new Proxy(store, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value !== 'function' || !calls.some((call) => call === name)) return value
      return (...values: readonly unknown[]): unknown => {
        killSwitch.pass(`before ${String(name)}`)
        const result: unknown = Reflect.apply(value, target, values)
        if (result instanceof Promise) return result.finally(() => killSwitch.pass(`after ${String(name)}`))
        killSwitch.pass(`after ${String(name)}`)
        return result
      }
    },
  })
