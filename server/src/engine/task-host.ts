import { access } from 'node:fs/promises'
import {
  fail,
  isAssetValue,
  isMediaType,
  portTitle,
  type Charged,
  type Finding,
  type Found,
  type InputPorts,
  type JobExecutor,
  type JobState,
  type Json,
  type ModelDefinition,
  type Outputs,
  type PaidAnswer,
  type QuickExecutor,
  type Step,
  type TaskInputs,
} from '@reelgraph/shared'
import { lookAtOutputs } from '../quality/look-at-outputs.ts'
import type { FlightHooks } from './flight.ts'
import { plainOutputs, storeOutputs, type Made, type OutputParts } from './store-outputs.ts'
import { TaskContext, type AttemptNews, type ContextParts } from './task-context.ts'

type Quick = QuickExecutor<ModelDefinition>
type Job = JobExecutor<ModelDefinition, Json>
export type AnyExecutor = Quick | Job

/** By model id: loads the executor when the model first runs. */
export type ExecutorLoaders = Readonly<Record<string, (() => Promise<{ readonly executor: AnyExecutor }>) | undefined>>

export interface TaskHostParts extends ContextParts, OutputParts {
  readonly executors: ExecutorLoaders
}

/** One step that an executor is called for. */
export interface HostedTask {
  readonly step: Step
  readonly title: string
  readonly inputs: TaskInputs
  readonly take: number
  readonly hooks: Pick<FlightHooks, 'signal' | 'onProgress' | 'onPreview'>
  /** Of a step that may be paid, or that a provider works on. */
  readonly attempt?: AttemptNews
}

/** A failed call, and whether it was paid for. */
export class FailedCall extends Error {
  readonly thrown: unknown
  readonly charged: Charged

  constructor(thrown: unknown, charged: Charged) {
    super('a call failed')
    this.thrown = thrown
    this.charged = charged
  }
}

interface Lost {
  readonly at: number
  readonly answer?: PaidAnswer
}

/** Builds the context of a task, calls its executor, and makes stored, checked outputs of what that gives. */
export interface TaskHost {
  /** Loads what models need, so that it is known whether a provider works on them. */
  prepare(steps: Iterable<Step>): Promise<void>
  /** Whether the engine submits it and then polls. Known once it is prepared. */
  isJob(step: Step): boolean
  run(task: HostedTask): Promise<Outputs>
  /** @throws `FailedCall`. */
  runPaid(task: HostedTask & { readonly attempt: AttemptNews }): Promise<Outputs>
  /** @throws `FailedCall`. */
  submit(task: HostedTask & { readonly attempt: AttemptNews }): Promise<Json>
  poll(task: HostedTask, ticket: Json): Promise<JobState<ModelDefinition>>
  /** @returns whether the provider has stopped it. */
  cancel(task: HostedTask, ticket: Json): Promise<boolean>
  canFind(step: Step): boolean
  find(task: HostedTask & { readonly attempt: AttemptNews }, lost: Lost): Promise<Found<Json>>
  /** What is off with what a step gave. */
  look(task: Pick<HostedTask, 'step' | 'inputs'>, outputs: Outputs, signal: AbortSignal): Promise<readonly Finding[]>
  /** @throws `download-failed`, `bad-output`. */
  store(task: HostedTask, given: Readonly<Record<string, unknown>>): Promise<Outputs>
}

const modelOf = (step: Step): string => step.model?.id ?? step.kind.id

export const createTaskHost = (parts: TaskHostParts): TaskHost => {
  const loaded = new Map<string, AnyExecutor>()
  const load = async (model: string): Promise<AnyExecutor> => {
    const loader = Object.hasOwn(parts.executors, model) ? parts.executors[model] : undefined
    if (!loader) throw fail('unknown-model', `Nothing here can run “${model}”.`, { hint: 'Choose another model.' })
    const { executor } = await loader()
    loaded.set(model, executor)
    return executor
  }
  const quickOf = async (step: Step): Promise<Quick> => {
    const model = modelOf(step)
    const executor = loaded.get(model) ?? (await load(model))
    if ('run' in executor) return executor
    throw fail('internal', `“${model}” is a job, and was to be run at once.`)
  }
  const jobOf = async (step: Step): Promise<Job> => {
    const model = modelOf(step)
    const executor = loaded.get(model) ?? (await load(model))
    if ('submit' in executor) return executor
    throw fail('internal', `“${model}” is no job, and was to be submitted.`)
  }
  const contextOf = ({ step, hooks, attempt }: HostedTask): TaskContext =>
    new TaskContext(parts, { model: modelOf(step), hooks, attempt })
  const store = (task: HostedTask, given: Readonly<Record<string, unknown>>): Promise<Outputs> =>
    storeOutputs(parts, {
      ...madeBy(task, given),
      ...(task.attempt && task.step.provider?.account && { baseUrl: contextOf(task).baseUrl }),
    })

  const paid = async <T>(task: HostedTask, work: (context: TaskContext) => Promise<T>): Promise<T> => {
    const context = contextOf(task)
    try {
      return await work(context)
    } catch (thrown) {
      throw new FailedCall(thrown, context.paidGate.chargedFor(thrown))
    } finally {
      await context.dispose()
    }
  }
  const free = async <T>(task: HostedTask, work: (context: TaskContext) => Promise<T>): Promise<T> => {
    const context = contextOf(task)
    try {
      return await work(context)
    } finally {
      await context.dispose()
    }
  }

  return {
    async prepare(steps) {
      const models = new Set<string>()
      for (const step of steps) if (!step.kind.evaluate || step.model) models.add(modelOf(step))
      const unknown = [...models].filter((model) => !loaded.has(model))
      // one that cannot be loaded says so when it is to run
      await Promise.allSettled(unknown.map(load))
    },
    isJob(step) {
      const executor = loaded.get(modelOf(step))
      return executor !== undefined && 'submit' in executor
    },
    async run(task) {
      const model = modelOf(task.step)
      const known = loaded.get(model)
      const executor = known && 'run' in known ? known : await quickOf(task.step)
      if (portsOf(task.step.inputs).media.length > 0) await checkFiles(parts, task)
      const context = contextOf(task)
      try {
        const given = await executor.run({ params: task.step.params, inputs: inputsOf(task), take: task.take }, context)
        return plainOutputs(madeBy(task, given)) ?? (await store(task, given))
      } finally {
        if (context.isOpen) await context.dispose()
      }
    },
    runPaid: (task) =>
      paid(task, async (context) => {
        await checkFiles(parts, task)
        const executor = await quickOf(task.step)
        const given = await executor.run({ params: task.step.params, inputs: inputsOf(task), take: task.take }, context)
        return store(task, given)
      }),
    submit: (task) =>
      paid(task, async (context) => {
        await checkFiles(parts, task)
        const executor = await jobOf(task.step)
        return executor.submit({ params: task.step.params, inputs: inputsOf(task), take: task.take }, context)
      }),
    poll: (task, ticket) => free(task, async (context) => (await jobOf(task.step)).poll(ticket, context)),
    cancel: (task, ticket) =>
      free(task, async (context) => (await (await jobOf(task.step)).cancel?.(ticket, context)) ?? false),
    canFind(step) {
      const executor = loaded.get(modelOf(step))
      return executor !== undefined && 'submit' in executor && executor.find !== undefined
    },
    find: (task, lost) =>
      free(task, async (context) => {
        const executor = await jobOf(task.step)
        const asked = { params: task.step.params, inputs: inputsOf(task), take: task.take }
        const found = await executor.find?.({ task: asked, key: task.attempt.key, ...lost }, context)
        return found ?? { state: 'cannot-tell' }
      }),
    async look({ step, inputs }, outputs, signal) {
      const media = parts.openMedia(signal)
      try {
        return await lookAtOutputs({ step, inputs, outputs, media })
      } finally {
        await media.dispose()
      }
    },
    store,
  }
}

const madeBy = ({ step, title, hooks }: HostedTask, given: Made['given']): Made => ({ step, title, hooks, given })

/** As the definition declares them: a port that gathers and got nothing is an empty list. */
const inputsOf = ({ step, inputs }: HostedTask): Readonly<Record<string, never>> => {
  const { gathering } = portsOf(step.inputs)
  if (gathering.every((name) => inputs[name] !== undefined)) return inputs as Readonly<Record<string, never>> // as below
  const given: Record<string, unknown> = { ...inputs }
  for (const name of gathering) given[name] ??= []
  return given as Readonly<Record<string, never>> // each of its port's type
}

interface PortNames {
  readonly gathering: readonly string[]
  /** Which most steps of a large graph do not have. */
  readonly media: readonly string[]
}

/** Of each definition, looked at once. */
const portNames = new WeakMap<InputPorts, PortNames>()

const portsOf = (ports: InputPorts): PortNames => {
  const known = portNames.get(ports)
  if (known) return known
  const names = Object.keys(ports)
  const gathering = names.filter((name) => ports[name]?.many)
  const media = names.filter((name) => isMediaType(ports[name]?.type ?? 'data'))
  const made = { gathering, media }
  portNames.set(ports, made)
  return made
}

/** A file may have been taken out of the data folder since it was imported. */
const checkFiles = async ({ assets }: TaskHostParts, { step, inputs, title }: HostedTask): Promise<void> => {
  for (const name of portsOf(step.inputs).media) {
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
