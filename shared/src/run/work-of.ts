import type { Hash } from '../canonical.ts'
import { own } from '../json.ts'
import type { Work } from './appraise.ts'
import { fingerprintOf, subjectOf } from './fingerprint.ts'
import type { Flow, FlowTask } from './flow.ts'

interface Asked {
  readonly task: FlowTask
  readonly flow: Flow
  readonly hash: Hash
  /** Of tasks that are made with another take than the graph says. */
  readonly takes: ReadonlyMap<FlowTask, number>
}

/** What a task would do with its own model, or with that of a fallback. */
export const workOf = ({ task, flow, hash, takes }: Asked, step = task.node.flat.step): Work => {
  const { node } = task.node.flat
  const inputs = flow.inputsOf(task, step)
  const subject = subjectOf({ step, inputs, take: takes.get(task) ?? own(node.takes, task.key ?? '') ?? 0 })
  return { inputs, subject, fingerprint: fingerprintOf(subject, hash) }
}
