import { useState } from 'react'
import type { Decision, RunId, TaskState } from '@reelgraph/shared'
import { formatLimit, formatMoney, roundedUp } from '../../lib/format.ts'
import { agreeOffer, type AgreeOffer } from '../../runs/agree-offer.ts'
import type { RunHeader } from '../../runs/run-header.ts'
import { dollarsOf, microsOf, spendingText } from '../../runs/run-money.ts'
import { useRunHeader, useRuns } from '../../runs/use-runs.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import styles from './decide.module.css'

export interface AnswerProps {
  readonly run: RunId
  readonly task: TaskState
  readonly title: string
  onAnswer(decision: Decision): void
  onClose(): void
}

/** A step would cost more than was agreed to. */
export function AgreeDialog(props: AnswerProps) {
  const { state } = useRuns()
  const run = useRunHeader(props.run)
  const offer = run && agreeOffer({ run, tasks: state.tasksOfRun(props.run), task: props.task })
  return run && offer && <Offer {...props} header={run} offer={offer} />
}

interface OfferProps extends AnswerProps {
  readonly header: RunHeader
  readonly offer: AgreeOffer
}

function Offer({ title, header, offer, onAnswer, onClose }: OfferProps) {
  const unknown = offer.needs === null && offer.limit === undefined
  const [dollars, setDollars] = useState(dollarsOf(roundedUp(offer.forAll)))
  const cap = microsOf(dollars)
  const problem =
    cap === undefined
      ? 'Say how much may be spent.'
      : cap < offer.least
        ? `This step needs at least ${formatLimit(offer.least)}.`
        : undefined
  const agree = () => onAnswer(unknown || cap === undefined ? { decision: 'agree' } : { decision: 'agree', cap })
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={unknown ? `Run “${title}” without a known price?` : `Let “${title}” cost more?`}
      description={unknown ? 'Nobody knows what this step costs before it is made.' : BECAUSE[offer.limit ?? 'run']}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            disabled={!unknown && problem !== undefined}
            detail={unknown || cap === undefined ? undefined : `up to ${formatLimit(cap)}`}
            onClick={agree}
          >
            Agree
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <dl className={styles.facts}>
          <Fact
            title="This step needs"
            value={offer.needs === null ? 'unknown' : `up to ${formatLimit(offer.needs)}`}
          />
          {!unknown && <Fact title={LEFT[offer.limit ?? 'run']} value={amount(offer.left)} />}
          {header.cap !== undefined && <Fact title="Agreed for the whole run" value={amount(header.cap)} />}
          <Fact title="The run so far" value={spendingText(header) ?? 'nothing spent'} />
        </dl>
        {!unknown && (
          <MoneyField
            label={MAY_SPEND[offer.limit ?? 'run']}
            value={dollars}
            problem={problem}
            hint={hintOf(offer)}
            onChange={setDollars}
          />
        )}
      </div>
    </Dialog>
  )
}

const hintOf = ({ held, needs }: AgreeOffer): string | undefined => {
  if (held === 1) return undefined
  const rest = needs === null ? 'they go on as long as anything is left of it.' : 'this is enough for all of them.'
  return `${held} steps wait for this; ${rest}`
}

const BECAUSE = {
  run: 'It waits, because it would go beyond what you agreed to.',
  project:
    'It waits, because it would go beyond the limit of this project. What you say here holds for this run alone.',
  day: 'It waits, because it would go beyond the limit of a day. What you say here holds for this run alone.',
} as const

const LEFT = {
  run: 'Left of what was agreed',
  project: 'Left for this project',
  day: 'Left for today',
} as const

const MAY_SPEND = {
  run: 'The whole run may spend',
  project: 'This project may have spent in all',
  day: 'A day may cost in all',
} as const

/** Nothing left is an amount, not a gift. */
const amount = (micros: number): string => (micros === 0 ? '$0.00' : formatMoney(micros))

const Fact = ({ title, value }: { readonly title: string; readonly value: string }) => (
  <div>
    <dt>{title}</dt>
    <dd>{value}</dd>
  </div>
)
