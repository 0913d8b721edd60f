import { access } from 'node:fs/promises'
import {
  ReelgraphError,
  fail,
  isAssetValue,
  isMediaType,
  portTitle,
  type AssetValue,
  type Clock,
  type Context,
  type InputPorts,
  type JobExecutor,
  type Json,
  type ListItem,
  type Log,
  type MediaSource,
  type ModelDefinition,
  type Output,
  type OutputPort,
  type Outputs,
  type QuickExecutor,
  type Step,
  type TaskInputs,
  type Value,
} from '@reelgraph/shared'
import type { AssetStore } from '../assets/asset-store.ts'
import type { TaskMedia } from '../media/create-media.ts'
import { compute } from './compute.ts'
import type { FlightHooks } from './flights.ts'

export type AnyExecutor = QuickExecutor<ModelDefinition> | JobExecutor<ModelDefinition, Json>

/** By model id: loads the executor when the model first runs. */
export type ExecutorLoaders = Readonly<Record<string, (() => Promise<{ readonly executor: AnyExecutor }>) | undefined>>

export interface TaskHostParts {
  readonly executors: ExecutorLoaders
  readonly assets: AssetStore
  readonly clock: Clock
  readonly log: Log
  openMedia(signal: AbortSignal): TaskMedia
  readAsset(asset: AssetValue): ReadableStream<Uint8Array>
}

export interface HostedTask {
  readonly step: Step
  readonly title: string
  readonly inputs: TaskInputs
  readonly take: number
  readonly hooks: FlightHooks
}

/** Builds the context of a task, calls its executor, and makes stored, checked outputs of what that gives. */
export interface TaskHost {
  run(task: HostedTask): Promise<Outputs>
}

export const createTaskHost = (parts: TaskHostParts): TaskHost => {
  const loaded = new Map<string, AnyExecutor>()
  const load = async (model: string): Promise<AnyExecutor> => {
    const loader = Object.hasOwn(parts.executors, model) ? parts.executors[model] : undefined
    if (!loader) throw fail('unknown-model', `Nothing here can run “${model}”.`, { hint: 'Choose another model.' })
    const { executor } = await loader()
    loaded.set(model, executor)
    return executor
  }
  return {
    async run(task) {
      const model = task.step.model?.id ?? task.step.kind.id
      const executor = loaded.get(model) ?? (await load(model))
      if (!('run' in executor))
        throw fail('internal', `“${model}” needs a provider lane, which this version does not have.`)
      if (mediaInputsOf(task.step.inputs).length > 0) await checkFiles(parts, task)
      const context = new TaskContext(parts, task)
      try {
        const given = await executor.run({ params: task.step.params, inputs: inputsOf(task), take: task.take }, context)
        return await storeOutputs(parts, task, given)
      } finally {
        if (context.isOpen) await context.dispose()
      }
    },
  }
}

/** As the definition declares them: a port that gathers and got nothing is an empty list. */
const inputsOf = ({ step, inputs }: HostedTask): Readonly<Record<string, never>> => {
  const given: Record<string, unknown> = { ...inputs }
  for (const [name, port] of Object.entries(step.inputs)) if (port.many) given[name] ??= []
  return given as Readonly<Record<string, never>> // each of its port's type
}

/** The media inputs of a definition, which most steps of a large graph do not have. */
const mediaInputs = new WeakMap<InputPorts, readonly string[]>()

const mediaInputsOf = (ports: InputPorts): readonly string[] => {
  const known = mediaInputs.get(ports)
  if (known) return known
  const names = Object.keys(ports).filter((name) => isMediaType(ports[name]?.type ?? 'data'))
  mediaInputs.set(ports, names)
  return names
}

/** A file may have been taken out of the data folder since it was imported. */
const checkFiles = async ({ assets }: TaskHostParts, { step, inputs, title }: HostedTask): Promise<void> => {
  for (const name of mediaInputsOf(step.inputs)) {
    for (const value of [inputs[name]].flat()) {
      if (!isAssetValue(value)) continue
      await access(assets.path(value.asset)).catch(() => {
        const port = portTitle(name, step.inputs[name])
        throw fail('missing-input', `The file for “${port}” of “${title}” is gone from the data folder.`, {
          hint: 'Import it again, or run what made it.',
        })
      })
    }
  }
}

/** Makes its costly parts only when an executor asks for them. */
class TaskContext implements Context {
  readonly clock: Clock
  readonly log: Log
  private readonly parts: TaskHostParts
  private readonly task: HostedTask
  private opened: TaskMedia | undefined

  constructor(parts: TaskHostParts, task: HostedTask) {
    this.parts = parts
    this.task = task
    this.clock = parts.clock
    this.log = parts.log
  }

  get signal(): AbortSignal {
    return this.task.hooks.signal
  }

  get media(): TaskMedia {
    return (this.opened ??= this.parts.openMedia(this.signal))
  }

  get assets(): Context['assets'] {
    const { readAsset } = this.parts
    return {
      stream: readAsset,
      bytes: async (asset) => new Uint8Array(await new Response(readAsset(asset)).arrayBuffer()),
    }
  }

  get http(): Context['http'] {
    throw fail('internal', 'Built-in models work offline; this one asked for the network.')
  }

  secret(name: string): string {
    throw fail('key-missing', `“${name}” is not set.`)
  }

  progress(fraction: number, note?: string): void {
    this.task.hooks.onProgress(Math.min(1, Math.max(0, fraction)), note)
  }

  preview(image: Parameters<Context['preview']>[0]): void {
    this.task.hooks.onPreview(`data:${image.mime};base64,${Buffer.from(image.bytes).toString('base64')}`)
  }

  compute<R>(module: URL, input: unknown): Promise<R> {
    return compute<R>(module, input, this.signal)
  }

  /** Whether there is anything to dispose of. */
  get isOpen(): boolean {
    return this.opened !== undefined
  }

  async dispose(): Promise<void> {
    await this.opened?.dispose()
  }
}

/** Only media has to be waited for: a step without any is done in the same turn. */
const storeOutputs = async (
  parts: TaskHostParts,
  task: HostedTask,
  given: Readonly<Record<string, unknown>>,
): Promise<Outputs> => {
  const outputs: Record<string, Output> = {}
  for (const name of Object.keys(task.step.outputs)) {
    const port = task.step.outputs[name]
    if (!port) continue
    const value = given[name]
    if (value === undefined) throw bad(task, `gave no ${portTitle(name, port).toLowerCase()}`)
    if (port.list) outputs[name] = { items: await storeItems(parts, task, port, value) }
    else if (isMediaType(port.type)) outputs[name] = { value: await storeAsset(parts, task, port, value) }
    else outputs[name] = { value: value as Value } // checked by the executor's types
  }
  return outputs
}

const storeItems = async (
  parts: TaskHostParts,
  task: HostedTask,
  port: OutputPort,
  value: unknown,
): Promise<readonly ListItem[]> => {
  if (!Array.isArray(value)) throw bad(task, 'was to give a list and gave something else')
  const items: ListItem[] = []
  const keys = new Set<string>()
  // what a list port of an executor gives
  for (const { key, value: given } of value as readonly ListItem[]) {
    if (keys.has(key)) throw bad(task, `gave two items the key “${key}”`)
    keys.add(key)
    items.push({ key, value: isMediaType(port.type) ? await storeAsset(parts, task, port, given) : given })
  }
  return items
}

const storeAsset = async (
  parts: TaskHostParts,
  task: HostedTask,
  port: OutputPort,
  value: unknown,
): Promise<AssetValue> => {
  const asset = await storeMedia(parts, task, value as MediaSource) // checked by the executor's types
  if (asset.kind !== port.type) throw bad(task, `was to make ${port.type} and made ${asset.kind}`)
  return asset
}

const storeMedia = async ({ assets }: TaskHostParts, task: HostedTask, source: MediaSource): Promise<AssetValue> => {
  const { signal } = task.hooks
  if (isAssetValue(source)) return source
  try {
    if ('bytes' in source) return await assets.write(one(source.bytes), { signal })
    if ('file' in source) return await assets.adopt(source.file.path, { signal })
  } catch (thrown) {
    if (!(thrown instanceof ReelgraphError) || thrown.code !== 'bad-media') throw thrown
    throw bad(task, `made a file that cannot be used: ${thrown.message.replace(/\.$/, '')}`)
  }
  throw fail('internal', 'Downloads come with the providers.')
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

const bad = (task: HostedTask, what: string): ReelgraphError =>
  fail('bad-output', `“${task.title}” ${what}.`, { hint: 'Run it again; nothing was stored.' })
