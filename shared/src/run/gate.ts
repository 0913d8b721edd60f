import { canonical, type Hash } from '../canonical.ts'
import { own } from '../json.ts'
import type { Outputs } from '../node/values.ts'
import type { Finding } from './findings.ts'
import { waitingFor } from './flow-gates.ts'
import { FlowTask, type FlowNode } from './flow-parts.ts'

/** What an approval remembers: exactly what a person looked at. */
export const contentOf = (outputs: Outputs, hash: Hash): string => hash(canonical(outputs))

/**
 * Whether a person is to look at what a task gives before it is used. Not where nothing needs it, nor at a chosen result: that
 * one a person has looked at already.
 */
export const isGated = (task: FlowTask): boolean => {
  const { flat, consumers } = task.node
  if (!flat.node.gate || own(flat.node.pins, task.key ?? '')) return false
  return consumers.some(needsInputs)
}

/** Whether something is off with what a task gives, and a person is to decide what becomes of it. */
export const isAsked = ({ node: { flat }, key }: FlowTask, findings: readonly Finding[] | undefined): boolean =>
  flat.node.checks?.ifOff === 'ask' && findings !== undefined && findings.length > 0 && !own(flat.node.pins, key ?? '')

const needsInputs = ({ cause, mapped, flat }: FlowNode): boolean =>
  !cause && (mapped || own(flat.node.pins, '') === undefined)

/**
 * Whether anything that may run waits for a task, directly or behind what else waits for it. What the items of a node are may
 * not be known yet: then it does.
 */
export const isAwaited = (task: FlowTask, mayRun: (node: string, item: string | null) => boolean): boolean => {
  const seen = new Set<FlowTask>([task])
  for (const found of seen)
    for (const waiting of waitingFor(found)) {
      if (!(waiting instanceof FlowTask) || mayRun(waiting.node.flat.id, waiting.key)) return true
      seen.add(waiting)
    }
  return false
}
