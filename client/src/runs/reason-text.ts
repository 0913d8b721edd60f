import { fieldTitle, portTitle, type PlannedTask, type Reason, type SetbackEnd, type Step } from '@reelgraph/shared'

interface Context {
  /** The node's definition, for the names of its fields and ports. */
  readonly step: Step | undefined
  /** Milliseconds since 1970. */
  readonly now: number
  /** What another node is called, where a reason names one. */
  titleOf?(node: string): string
}

/** Why something is as it is, in words that follow a colon or stand alone: `Camera and Length changed`, `never run`. */
export const reasonText = (reason: Reason, { step, now, titleOf }: Context): string => {
  switch (reason.because) {
    case 'never-run':
      return 'never run'
    case 'tried':
      return TRIED[reason.ended]
    case 'changed':
      return changedText(reason, step)
    case 'unchanged':
      return `unchanged since ${momentText(reason.at, now)}`
    case 'pinned':
      return `the take you chose, made ${momentText(reason.at, now)}`
    case 'typed':
      return step?.kind.id === 'import' ? 'your file' : 'typed'
    case 'inputs-unknown':
      return 'depends on what the steps before it give'
    case 'length-unknown':
      return 'as many items as the step before it gives'
    case 'gate':
      return titleOf
        ? `waits until you have looked at “${titleOf(reason.node)}”${reason.others === undefined ? '' : ` and ${reason.others} more`}`
        : 'waits until you have looked'
    case 'under-way':
      return `asked ${momentText(reason.at, now)} and still being made; nothing is asked twice`
    case 'outcome-unknown':
      return `asked ${momentText(reason.at, now)}, and nobody knows whether it was made; you decide`
    case 'unchecked':
      return `made ${momentText(reason.at, now)}, and looked at first`
    case 'problem':
      return reason.error.message
    case 'off':
      return reason.why
  }
}

const TRIED: Readonly<Record<SetbackEnd, string>> = {
  failed: 'failed last time',
  cancelled: 'stopped last time',
  unknown: 'nobody knows what became of the last try',
  forgotten: 'its result was forgotten',
  lost: 'its file is gone',
}

const changedText = (reason: Extract<Reason, { because: 'changed' }>, step: Step | undefined): string => {
  const typedPorts = new Set(Object.keys(step?.inputs ?? {}))
  const fields = reason.params.map((name) => (step ? fieldTitle(step.definition, name) : name))
  // A port without a wire is typed in the form: what changed there is a setting like any other.
  const typed = reason.inputs.filter((name) => step && name in step.typed)
  const inputs = reason.inputs.filter((name) => !typed.includes(name))
  const settings = [...typed.map((name) => portTitle(name, step?.inputs[name])), ...fields]
  const fed = inputs.map((name) => (typedPorts.has(name) ? portTitle(name, step?.inputs[name]) : name))
  const parts = [
    reason.model && 'another model',
    settings.length > 0 && `${listed(settings)} changed`,
    fed.length > 0 && `new ${listed(fed.map(lowerFirst))}`,
    reason.take && 'new take',
  ].filter((part) => part !== false)
  return parts.length > 0 ? parts.join(', ') : 'changed'
}

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

const listed = (names: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(
    names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names,
  )

/** `14:02` today, `yesterday 14:02`, else `3 May 14:02`. Times in milliseconds since 1970. */
export const momentText = (at: number, now: number): string => {
  const [then, today] = [new Date(at), new Date(now)]
  const clock = then.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  if (then.toDateString() === today.toDateString()) return clock
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1)
  if (then.toDateString() === yesterday.toDateString()) return `yesterday ${clock}`
  const sameYear = then.getFullYear() === today.getFullYear()
  const day = then.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
  })
  return `${day} ${clock}`
}

/** Reasons that say what happens as well. */
const STANDS_ALONE: ReadonlySet<Reason['because']> = new Set([
  'typed',
  'gate',
  'under-way',
  'outcome-unknown',
  'unchecked',
])

const VERDICTS = { reuse: 'reused', run: 'runs', waits: 'waits', blocked: 'cannot run', off: 'left out' } as const

type Verdict = Pick<PlannedTask, 'verdict' | 'reason' | 'gated' | 'asks'>

/** `reused, unchanged since 14:02`, `runs for the first time; then what follows waits until you have looked`. */
export const verdictText = (task: Verdict, context: Context): string => {
  const words = verdictWords(task, context)
  if (task.gated) return `${words}; what follows waits until you have looked`
  return task.asks ? `${words}; then what follows waits until you have looked` : words
}

const verdictWords = (task: Verdict, context: Context): string => {
  const why = reasonText(task.reason, context)
  if (STANDS_ALONE.has(task.reason.because)) return why
  if (task.verdict === 'run' && task.reason.because === 'never-run') return 'runs for the first time'
  if (task.verdict === 'run' && task.reason.because === 'tried') return `runs again, ${why}`
  return task.verdict === 'blocked' ? why : `${VERDICTS[task.verdict]}, ${why}`
}

/** Of several items: `2 run, 1 reused`, in the order in which it matters. */
export const verdictCounts = (tasks: readonly Pick<PlannedTask, 'verdict'>[]): string =>
  (['run', 'waits', 'blocked', 'reuse', 'off'] as const)
    .map((verdict) => ({ verdict, count: tasks.filter((task) => task.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${COUNTED[verdict](count)}`)
    .join(', ')

const COUNTED: Readonly<Record<PlannedTask['verdict'], (count: number) => string>> = {
  run: (count) => (count === 1 ? 'runs' : 'run'),
  waits: (count) => (count === 1 ? 'follows' : 'follow'),
  blocked: () => VERDICTS.blocked,
  reuse: () => VERDICTS.reuse,
  off: () => VERDICTS.off,
}
