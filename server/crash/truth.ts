import { taskKey, type Attempt, type SequencedEvent, type TaskState } from '@reelgraph/shared'
import type { View } from './fact.ts'
import { chargeOf, PRICES, stateOf, type Job, type PaidRequest } from './provider/books.ts'

/** The provider's books as they stood at one moment. */
export interface Statement {
  readonly requests: readonly PaidRequest[]
  readonly jobs: ReadonlyMap<string, Job>
  /** Milliseconds since 1970. */
  readonly at: number
  readonly answersLookUps: boolean
}

/** Everything that a view says and the provider's books do not, or the other way round. Empty where both agree. */
export const contradictions = (view: View, statement: Statement): readonly string[] => [
  ...paidTwice(statement),
  ...unannounced(view, statement),
  ...disagreements(view, statement),
]

/** The same of a view that is older than the books: requests may have come since. */
export const disagreements = (view: View, statement: Statement): readonly string[] => [
  ...view.run.tasks.flatMap((task) => taskAgainst(task, view, statement)),
  ...sums(view),
  ...journalOf(view.events),
]

/** At most one paid request an attempt. */
const paidTwice = ({ requests }: Statement): readonly string[] => {
  const counts = new Map<string, number>()
  for (const { key, model } of requests) if (PRICES[model].high > 0) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([key, count]) => `attempt ${key} sent ${count} paid requests`)
}

/** Nothing arrives there that was not written down here before. */
const unannounced = ({ events, ledger }: View, { requests }: Statement): readonly string[] => {
  const announced = new Map(
    events.flatMap(({ event }) => (event.type === 'attempt-started' ? [[event.key, event.node] as const] : [])),
  )
  const booked = new Set(ledger.map(({ key }) => key))
  return requests.flatMap(({ key, prompt, model }) => {
    const node = announced.get(key)
    if (node === undefined) return [`a request for ${prompt} with key ${key} has no attempt-started in the journal`]
    if (PRICES[model].high > 0 && !booked.has(key)) return [`attempt ${key} (${prompt}) is not in the ledger`]
    return prompt.startsWith(`${node}(`) ? [] : [`attempt ${key} of ${node} asked for ${prompt}`]
  })
}

const taskAgainst = (task: TaskState, view: View, statement: Statement): readonly string[] => {
  const wrong: string[] = []
  const name = `${taskKey(task.node, task.item)} (${task.status})`
  const say = (what: string): void => void wrong.push(`${name}: ${what}`)
  for (const attempt of task.attempts) {
    if (attempt.key === undefined) continue
    const job = jobOf(attempt.key, statement)
    const ticket = ticketOf(attempt)
    if (ticket !== undefined && job?.id !== ticket)
      say(`has ticket ${ticket}, and the provider has ${job?.id ?? 'no job'} for it`)
    if (attempt.status === 'unknown' && ticket !== undefined) say('is unknown, and has a ticket to ask with')
    if (attempt.charged === false && job && chargeOf(job, statement.at) > 0)
      say(`attempt ${attempt.number} is said to have cost nothing, and was charged ${chargeOf(job, statement.at)}`)
    if (attempt.charged === true && attempt.cost !== job?.price)
      say(`attempt ${attempt.number} is said to have cost ${attempt.cost}, and was charged ${job?.price}`)
    if (attempt.status === 'succeeded' && (!job || stateOf(job, statement.at) !== 'done'))
      say(`attempt ${attempt.number} has succeeded, and its job has not`)
  }
  const last = task.attempts.at(-1)
  const others = task.attempts.filter(({ model }) => model !== last?.model)
  // what may have been paid before that is run again only by a person
  const fell = task.attempts.filter(({ model }, index, all) => all[index + 1] && all[index + 1]?.model !== model)
  if (fell.some(({ charged }) => charged !== false)) say('fell back, though something was or may have been paid')
  if (task.status === 'succeeded' && task.fallback && task.fallback.model !== last?.model)
    say(`is said to be made by ${task.fallback.model}, and was by ${last?.model}`)
  if (others.length > 0 && task.status === 'succeeded' && !task.fallback) say('does not say who made it')
  const under = task.attempts.filter(isUnderWay)
  if (under.length > 1) say(`has ${under.length} attempts under way`)
  if (OVER_OR_NOT_BEGUN.has(task.status) && under.length > 0) say(`has an attempt under way: ${under[0]?.key}`)
  const lost = last?.status === 'unknown'
  if (NOT_BEGUN.has(task.status) && lost && !isReleased(task, view)) say('is said to wait, and may have been paid')
  if (task.status === 'cancelled' && !task.mayBeBilled) {
    const billed = task.attempts.map(({ key = '' }) => jobOf(key, statement)).find((job) => job && billOf(job) > 0)
    const told = task.attempts.some(({ charged }) => charged === true || charged === 'unknown')
    if (billed && !told) say(`is said to cost nothing, and will be charged ${billOf(billed)}`)
  }
  if (task.error?.code === 'internal') say(`has failed for a mistake of ours: ${JSON.stringify(task.error.detail)}`)
  if (task.status === 'unknown') {
    if (!lost) say('is unknown, and its last attempt is not')
    if (isFindable(task) && statement.answersLookUps) say('is unknown, and the provider could have been asked')
  }
  return wrong
}

const OVER_OR_NOT_BEGUN: ReadonlySet<string> = new Set([
  'waiting',
  'queued',
  'held',
  'succeeded',
  'failed',
  'blocked',
  'off',
])

const NOT_BEGUN: ReadonlySet<string> = new Set(['waiting', 'queued', 'held'])

const isUnderWay = ({ key, status }: Attempt): boolean =>
  key !== undefined && (status === 'running' || status === 'late')

/** Micro-dollars that it will be charged if nobody stops it. */
const billOf = (job: Job): number => chargeOf(job, Infinity)

/** A person said that it may go on. */
const isReleased = ({ node, item }: TaskState, { events }: View): boolean =>
  events.some(({ event }) => event.type === 'task-released' && event.node === node && event.item === item)

const isPaid = ({ reserved }: Attempt): boolean => reserved !== undefined && reserved !== 0

const isFindable = ({ attempts }: TaskState): boolean => {
  const model = attempts.at(-1)?.model
  return model !== 'fake/blind' && model !== 'fake/text'
}

const jobOf = (key: string, { jobs }: Statement): Job | undefined => [...jobs.values()].find((job) => job.key === key)

const ticketOf = ({ ticket }: Attempt): string | undefined => {
  if (typeof ticket !== 'object' || ticket === null || !('id' in ticket)) return undefined
  return typeof ticket.id === 'string' ? ticket.id : undefined
}

/** What the run says it spent and set aside is what its attempts and its lines in the ledger say. */
const sums = ({ run, ledger, sum }: View): readonly string[] => {
  const { tasks } = run
  const attempts = tasks.flatMap((task) => task.attempts)
  const spent = attempts.reduce((total, { cost = 0 }) => total + cost, 0)
  const open = tasks.flatMap(perhapsPaid)
  const reserved = open.reduce((total, attempt) => total + (attempt.reserved ?? 0), 0)
  const booked = ledger.reduce((total, { cost = 0 }) => total + cost, 0)
  const later = bookedLater({ run, ledger })
  const laterCost = later.reduce((total, { cost = 0 }) => total + cost, 0)
  const laterFree = later.reduce((total, line) => total + (line.reserved ?? 0), 0)
  const figures: readonly (readonly [string, number, number])[] = [
    ['the run’s cost and its attempts’', run.cost, spent],
    ['the run’s cost and the ledger’s lines', run.cost + laterCost, booked],
    ['the run’s cost and the ledger’s sum', run.cost + laterCost, sum.settled],
    ['what the run and its open attempts have reserved', run.reserved, reserved],
    ['what the run and the ledger have reserved', run.reserved - laterFree, sum.reserved],
    ['the paid attempts of the run and of the ledger', attempts.filter(isPaid).length, ledger.length],
  ]
  return figures.filter(([, one, other]) => one !== other).map(([what, one, other]) => `${what}: ${one} and ${other}`)
}

/** What became of jobs that were not to be stopped is known when their run is over, which never changes again. */
const bookedLater = ({ run, ledger }: Pick<View, 'run' | 'ledger'>): View['ledger'] => {
  if (run.endedAt === undefined) return []
  const left = run.tasks.filter(({ mayBeBilled }) => mayBeBilled).map(({ attempts }) => attempts.at(-1))
  const keys = new Set(left.flatMap((attempt) => (attempt?.charged === undefined ? [attempt?.key] : [])))
  return ledger.filter(({ key, state, charged }) => keys.has(key) && state !== 'open' && charged !== 'unknown')
}

/** Attempts whose price is set aside: under way, perhaps paid, or cancelled and not to be stopped. */
const perhapsPaid = ({ attempts, mayBeBilled }: TaskState): readonly Attempt[] =>
  attempts.filter(
    (attempt) =>
      isUnderWay(attempt) ||
      attempt.charged === 'unknown' ||
      (mayBeBilled && attempt === attempts.at(-1) && attempt.charged === undefined),
  )

const ENDS: ReadonlySet<string> = new Set([
  'task-succeeded',
  'task-failed',
  'task-blocked',
  'task-cancelled',
  'task-reused',
])

/** No gap, one end a task, one end a run and nothing after it. */
const journalOf = (events: readonly SequencedEvent[]): readonly string[] => {
  const wrong: string[] = []
  const over = new Set<string>()
  events.forEach(({ seq, event }, index) => {
    if (seq !== index + 1) wrong.push(`the journal goes on with ${seq} after ${index}`)
    if (event.type === 'run-ended' && index !== events.length - 1)
      wrong.push('the journal goes on after the end of the run')
    if (!('item' in event)) return
    const key = taskKey(event.node, event.item)
    if (over.has(key) && event.type !== 'attempt-ended') wrong.push(`${key}: ${event.type} after its end`)
    if (ENDS.has(event.type)) over.add(key)
  })
  return wrong
}

/** What was finished stays as it was. */
export const undone = (before: View, after: View): readonly string[] => {
  const now = new Map(after.run.tasks.map((task) => [taskKey(task.node, task.item), task]))
  const wrong = before.run.tasks.flatMap((task) => {
    if (task.endedAt === undefined) return []
    const key = taskKey(task.node, task.item)
    const later = now.get(key)
    const same = later?.status === task.status && JSON.stringify(later.outputs) === JSON.stringify(task.outputs)
    return same
      ? []
      : [`${key} was ${task.status} before and is ${later?.status ?? 'gone'} now, or gives something else`]
  })
  const shortened = after.events.length < before.events.length
  return shortened ? [...wrong, 'the journal has become shorter'] : wrong
}

/**
 * Of requests for the same at most one was accepted by each model, or nobody agreed to the second; and of whichever model at
 * most one that is paid for.
 */
export const madeTwice = ({ jobs }: Statement): readonly string[] => {
  const seen = new Map<string, number>()
  const note = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1)
  for (const { model, prompt, take, ends } of jobs.values()) {
    if (PRICES[model].high === 0) continue
    note(`${model} ${prompt} take ${take}`)
    if (ends !== 'failed-free') note(`${prompt} take ${take}`)
  }
  return [...seen].filter(([, count]) => count > 1).map(([what, count]) => `${what} was made ${count} times`)
}
