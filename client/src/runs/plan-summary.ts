import type { Plan } from '@reelgraph/shared'
import { formatMoney } from '../lib/format.ts'
import { hasWork, isFree } from './actions.ts'
import { nothingText } from './nothing-text.ts'
import { atMostText } from './price-text.ts'
import { rangeText } from './span-text.ts'

type TitleOf = (node: string) => string

/** A plan in a few sentences: what it costs, how long it takes, where it stops to ask, and what it saves. */
export const planSummary = (plan: Plan, titleOf: TitleOf): string => {
  if (!hasWork(plan)) {
    if (plan.problems.length > 0) return 'Nothing can run before this is mended.'
    const count = (is: (task: Plan['tasks'][number]) => boolean) => plan.tasks.filter(is).length
    return nothingText({
      reused: count(({ verdict, reason }) => verdict === 'reuse' && reason.because !== 'typed'),
      left: count(({ reason }) => reason.because === 'off' && !reason.outside),
      over: false,
    })
  }
  const cost = isFree(plan)
    ? 'It costs nothing.'
    : plan.total === 'unknown'
      ? 'What it costs is not known before.'
      : `It costs ${atMostText(plan.total)}.`
  const time = plan.expected && `It takes ${rangeText(plan.expected)}.`
  const saved = plan.saved > 0 && `Reusing what is unchanged saves ${formatMoney(plan.saved)}.`
  return [cost, leftText(plan), time, stopsText(plan, titleOf), saved].filter(Boolean).join(' ')
}

/** That a limit will hold some of it, where that is so: the nearer one. */
const leftText = ({ total, left = {} }: Plan): string | undefined => {
  const most = total === 'unknown' ? Infinity : total.high
  const { project = Infinity, day = Infinity } = left
  const least = Math.min(project, day)
  if (least >= most) return undefined
  if (least === 0)
    return `${project === 0 ? 'The limit of the project' : 'Today’s limit'} is used up: what costs something waits for you.`
  const who = project <= day ? 'The project may still spend' : 'Today you may still spend'
  return `${who} ${formatMoney(least)}: what goes beyond waits for you.`
}

/** Where a person is asked to look before anything that follows is made. */
export const stopsText = ({ tasks }: Plan, titleOf: TitleOf): string | undefined => {
  const stops = [...new Set(tasks.filter(({ gated, asks }) => gated || asks).map(({ node }) => node))]
  const [first, ...others] = stops.map((node) => `“${titleOf(node)}”`)
  if (first === undefined) return undefined
  const [second] = others
  const places = second === undefined ? first : `${first} and ${others.length === 1 ? second : `${others.length} more`}`
  // Without anything to make before them, all that the run does is ask.
  return tasks.some(({ verdict }) => verdict === 'run')
    ? `It stops at ${places} until you have looked.`
    : `Nothing is made before you have looked at ${places}.`
}
