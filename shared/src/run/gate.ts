import { canonical, type Hash } from '../canonical.ts'
import { own } from '../json.ts'
import type { Outputs } from '../node/values.ts'
import type { Finding } from './findings.ts'
import type { FlowNode, FlowTask } from './flow-parts.ts'

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
