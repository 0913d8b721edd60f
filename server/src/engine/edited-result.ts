import {
  canonical,
  fail,
  fitsPort,
  own,
  portTitle,
  type Fingerprint,
  type FlowTask,
  type Hash,
  type OutputPort,
  type Outputs,
  type ProjectId,
  type RunId,
  type StoredResult,
  type Subject,
} from '@reelgraph/shared'

interface Edit {
  readonly task: FlowTask
  readonly outputs: Outputs
  readonly hash: Hash
  readonly run: RunId
  readonly project: ProjectId
  readonly at: number
}

/**
 * What a person made of the outputs of a step. It is a result of its own, named by what it says, and never takes the place of
 * what the step made. @throws `conflict` where the step does not wait to be looked at, `invalid-request` where its ports
 * give something else.
 */
export const editedResult = ({ task, outputs, hash, run, project, at }: Edit): StoredResult => {
  const { id, title, step } = task.node.flat
  if (task.state !== 'shown') throw fail('conflict', `“${title}” does not wait to be looked at.`, { node: id })
  for (const name of Object.keys(outputs)) if (!own(step.outputs, name)) throw bad(task, `has no output “${name}”`)
  for (const [name, port] of Object.entries(step.outputs)) check(task, outputs, { name, port })
  const subject: Subject = {
    kind: step.kind.id,
    kindVersion: step.kind.version,
    ...(step.model && { model: step.model.id, modelVersion: step.model.version }),
    params: step.changed,
    inputs: {},
    take: 0,
  }
  const fingerprint = hash(canonical({ edited: outputs, node: id, project })) as Fingerprint // a hash has the form by construction
  return {
    ...{ fingerprint, outputs, subject, project, run, node: id, item: task.key, at },
    milliseconds: 0,
    cost: 0,
    edited: true,
  }
}

interface Named {
  readonly name: string
  readonly port: OutputPort
}

const check = (task: FlowTask, outputs: Outputs, { name, port }: Named): void => {
  const output = own(outputs, name)
  const label = portTitle(name, port)
  if (!output) throw bad(task, `needs its “${label}”`)
  const values = 'items' in output ? output.items.map((item) => item.value) : [output.value]
  if ('items' in output !== (port.list !== undefined))
    throw bad(task, `gives “${label}” ${port.list ? 'as a list' : 'alone'}`)
  if ('items' in output && output.items.length === 0) throw bad(task, `needs at least one item in “${label}”`)
  if ('items' in output && new Set(output.items.map((item) => item.key)).size < output.items.length)
    throw bad(task, `has two items of one key in “${label}”`)
  if (values.some((value) => typeof value === 'string' && value.trim() === ''))
    throw bad(task, `gives an empty text for “${label}”`)
  if (!values.every((value) => fitsPort(value, port.type))) throw bad(task, `gives ${port.type} for “${label}”`)
}

const bad = (task: FlowTask, what: string) =>
  fail('invalid-request', `“${task.node.flat.title}” ${what}.`, { node: task.node.flat.id })
