import { JsonObjectSchema, providerOf, type Attempt, type Catalog, type Json, type TaskState } from '@reelgraph/shared'
import { formatLimit, formatMoney } from '../lib/format.ts'
import { tookText } from './took-text.ts'

/** One try at a task, in words. */
export interface AttemptFacts {
  readonly number: number
  readonly status: Attempt['status']
  /** `succeeded`, `failed`, `may have been made`. */
  readonly outcome: string
  /** `Runway · Gen-4`; nothing where the step has no model. */
  readonly by: string | undefined
  readonly took: string | undefined
  /** `$0.25`, `not charged`, `may have been charged`, `up to $0.25 set aside`. */
  readonly money: string | undefined
  readonly requestId: string | undefined
  /** The provider's name for the job, where it has one beside that of the request. */
  readonly job: string | undefined
  readonly seed: number | undefined
  /** What the service made of the prompt. */
  readonly prompt: string | undefined
  readonly units: string | undefined
  readonly error: string | undefined
}

const OUTCOMES: Readonly<Record<Attempt['status'], string>> = {
  running: 'under way',
  late: 'late, still watched',
  succeeded: 'succeeded',
  failed: 'failed',
  unknown: 'may have been made',
  cancelled: 'stopped',
}

interface Question {
  readonly attempt: Attempt
  readonly catalog: Pick<Catalog, 'models' | 'providers'>
}

export const attemptFacts = ({ attempt, catalog }: Question): AttemptFacts => {
  const { number, status, startedAt, endedAt, requestId, ticket, seed, prompt, units, error } = attempt
  const job = ticket === undefined ? undefined : jobName(ticket)
  return {
    number,
    status,
    outcome: OUTCOMES[status],
    by: attempt.model === undefined ? undefined : byText(attempt.model, catalog),
    took: endedAt === undefined ? undefined : tookText(endedAt - startedAt),
    money: moneyText(attempt),
    requestId,
    job: job === requestId ? undefined : job,
    seed,
    prompt,
    units: units && unitsText(units),
    error: error?.message,
  }
}

const byText = (model: string, { models, providers }: Question['catalog']): string => {
  const provider = providerOf(model)
  return `${providers.get(provider)?.title ?? provider} · ${models.get(model)?.title ?? model.slice(provider.length + 1)}`
}

const moneyText = ({ charged, cost, reserved, endedAt }: Attempt): string | undefined => {
  if (charged === 'unknown') {
    return reserved === undefined || reserved === null
      ? 'may have been charged'
      : `may have cost ${formatMoney(reserved)}`
  }
  if (cost !== undefined && cost > 0) return formatMoney(cost)
  if (charged === false && reserved !== undefined) return 'not charged'
  if (charged === true) return cost === 0 ? 'free' : 'charged, amount unknown'
  if (reserved === undefined || endedAt !== undefined) return undefined
  return reserved === null ? 'price unknown' : reserved === 0 ? undefined : `up to ${formatLimit(reserved)} set aside`
}

/** Where a ticket is more than a name: what its parts are called that a provider's support finds the job by. */
const NAMES = ['id', 'jobId', 'taskId', 'requestId', 'name'] as const

/** What else a ticket holds is for the engine alone. */
const jobName = (ticket: Json): string | undefined => {
  if (typeof ticket === 'string') return ticket
  const parts = JsonObjectSchema.safeParse(ticket).data
  const name = NAMES.map((part) => parts?.[part]).find((part) => typeof part === 'string' || typeof part === 'number')
  return name === undefined ? undefined : String(name)
}

/** `120 credits, 5 seconds`. */
export const unitsText = (units: Readonly<Record<string, number>>): string =>
  Object.entries(units)
    .map(([unit, count]) => `${count.toLocaleString('en')} ${unit}`)
    .join(', ')

/** The two ends of a long name, by which a person tells it from others. */
export const shortened = (name: string): string => (name.length <= 18 ? name : `${name.slice(0, 9)}…${name.slice(-6)}`)

type Times = Pick<TaskState, 'queuedAt' | 'startedAt' | 'endedAt' | 'attempts'>

/** `waited 2.1 s, took 12.0 s`: the last wait for a free lane, and all its tries together. */
export const waitedText = ({ queuedAt, startedAt, endedAt, attempts }: Times): string | undefined => {
  const began = attempts[0]?.startedAt ?? startedAt
  const waited = queuedAt === undefined || startedAt === undefined ? 0 : startedAt - queuedAt
  const took = began === undefined || endedAt === undefined ? undefined : endedAt - began
  const parts = [waited >= 100 && `waited ${tookText(waited)}`, took !== undefined && `took ${tookText(took)}`]
  return parts.filter((part) => part !== false).join(', ') || undefined
}
