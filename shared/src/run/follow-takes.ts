import type { Hash } from '../canonical.ts'
import type { KnownResult, Lookup, Work } from './appraise.ts'
import { rerollsOf, type Checks } from './findings.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Flow } from './flow.ts'
import type { FlowTask } from './flow-parts.ts'
import { contentOf } from './gate.ts'
import { workOf } from './work-of.ts'

interface Trail {
  readonly task: FlowTask
  readonly flow: Flow
  readonly hash: Hash
  readonly lookup: Lookup
  readonly checks: Checks
  /** Of the take that the graph names. */
  readonly first: Made
}

export interface Made {
  readonly work: Work
  readonly known: KnownResult
}

/** `left`: how often it may be made after this. `best`: of all that was looked at, what has the least that is off. */
export type Followed =
  | ({ readonly how: 'take' } & Made)
  /** Nobody has looked at this one. */
  | ({ readonly how: 'look'; readonly left: number; readonly best: Made } & Made)
  | { readonly how: 'make'; readonly work: Work; readonly left: number; readonly best: Made }
  /** Somebody has to look this one up first. */
  | { readonly how: 'look-up'; readonly work: Work; readonly best: Made }

/**
 * Where what was made is off and may be made again: one take after the other, to the first with which nothing is off. A pure
 * function of what is stored, so a plan, a run and a restart all come to the same.
 */
export const followTakes = (trail: Trail): Followed => {
  const { task, hash, lookup, checks, first } = trail
  const rerolls = rerollsOf(checks)
  let { work, known } = first
  let best = first
  for (let left = rerolls; ; left -= 1) {
    if (known.findings === undefined) return { how: 'look', work, known, left, best }
    if (known.findings.length < (best.known.findings?.length ?? 0)) best = { work, known }
    if (checks.ifOff !== 'again' || isGood(known)) return { how: 'take', work, known }
    if (left === 0) return { how: 'take', ...best }
    work = retaken(trail, work)
    const next = lookup.result(work.fingerprint)
    if (next === undefined) return { how: 'look-up', work, best }
    if (next === null) return { how: 'make', work, left: left - 1, best }
    known = next
  }

  /** Nothing is off with it, or a person has said that it is good as it is. */
  function isGood({ findings, outputs }: KnownResult): boolean {
    return findings?.length === 0 || lookup.approved(task.node.flat.id, task.key, contentOf(outputs, hash))
  }
}

/** The next take; of a fallback, instead of the same take of the node's own. */
const retaken = ({ task, flow, hash }: Trail, work: Work): Work => {
  const take = work.subject.take + 1
  const subject = { ...work.subject, take }
  const next = { ...work, subject, fingerprint: fingerprintOf(subject, hash) }
  if (!work.insteadOf) return next
  const { fingerprint } = workOf({ task, flow, hash, takes: new Map([[task, take]]) })
  return { ...next, insteadOf: { ...work.insteadOf, fingerprint } }
}
