import { AttemptFactsSchema, ErrorBodySchema, JsonSchema, SubjectSchema, type LedgerEntry } from '@reelgraph/shared'
import { z } from 'zod'
import { bookingOf } from '../../money/booking.ts'
import type { AttemptRow, AttemptState, Figure, NewAttempt } from '../attempts.ts'

/** The columns of `attempts`. */
export interface Columns {
  readonly id: number
  readonly key: string
  readonly run: NewAttempt['run']
  readonly project: NewAttempt['project']
  readonly node: string
  readonly item: string | null
  readonly number: number
  readonly provider: string
  readonly account: string | null
  readonly model: string
  readonly fingerprint: NewAttempt['fingerprint']
  readonly subject: string
  readonly request: string
  readonly title: string
  readonly day: string
  readonly state: AttemptState
  readonly reserved: number | null
  readonly charged: 'yes' | 'no' | 'unknown' | null
  readonly figure: Figure | null
  readonly ticket: string | null
  readonly answer: string | null
  readonly facts: string
  readonly error: string | null
  readonly started_at: number
  readonly submitted_at: number | null
  readonly ended_at: number | null
}

const CHARGED = { yes: true, no: false, unknown: 'unknown' } as const

export const chargedText = (charged: AttemptRow['charged']): Columns['charged'] => {
  if (charged === undefined) return null
  if (charged === 'unknown') return charged
  return charged ? 'yes' : 'no'
}

const AnswerSchema = z.object({ status: z.int(), body: z.string() })

const json = (text: string): unknown => JSON.parse(text)

type Shared = 'charged' | 'figure' | 'facts' | 'error' | 'started_at' | 'ended_at'

const endOf = (row: Pick<Columns, Shared>) => ({
  ...(row.charged !== null && { charged: CHARGED[row.charged] }),
  ...(row.figure !== null && { figure: row.figure }),
  ...(row.error !== null && { error: ErrorBodySchema.parse(json(row.error)) }),
  startedAt: row.started_at,
  ...(row.ended_at !== null && { endedAt: row.ended_at }),
})

/** What its booking is made of. */
export const accountOf = ({
  reserved,
  charged,
  facts,
}: Pick<Columns, 'reserved' | 'charged' | 'facts'>): Pick<AttemptRow, 'reserved' | 'charged' | 'facts'> => ({
  reserved,
  ...(charged !== null && { charged: CHARGED[charged] }),
  facts: AttemptFactsSchema.parse(json(facts)),
})

export const attemptRow = (row: Columns): AttemptRow => ({
  key: row.key,
  run: row.run,
  project: row.project,
  node: row.node,
  item: row.item,
  number: row.number,
  provider: row.provider,
  ...(row.account !== null && { account: row.account }),
  model: row.model,
  fingerprint: row.fingerprint,
  subject: SubjectSchema.parse(json(row.subject)),
  request: row.request,
  title: row.title,
  day: row.day,
  state: row.state,
  reserved: row.reserved,
  facts: AttemptFactsSchema.parse(json(row.facts)),
  ...(row.ticket !== null && { ticket: JsonSchema.parse(json(row.ticket)) }),
  ...(row.answer !== null && { answer: AnswerSchema.parse(json(row.answer)) }),
  ...(row.submitted_at !== null && { submittedAt: row.submitted_at }),
  ...endOf(row),
})

export const ENTRY_COLUMNS =
  'key, run, project, node, item, number, provider, model, day, state, reserved, charged, figure, facts, error, started_at, ended_at'

/** A line of the ledger. Its cost is what was booked; absent where nobody knows it. */
export const ledgerEntry = (
  row: Omit<
    Columns,
    'id' | 'account' | 'fingerprint' | 'subject' | 'request' | 'title' | 'ticket' | 'answer' | 'submitted_at'
  >,
): LedgerEntry => {
  const { key, run, project, node, item, number, provider, model, day, state, reserved } = row
  const account = accountOf(row)
  const { settled, unpriced } = bookingOf(account)
  const isBooked = typeof account.charged === 'boolean' && unpriced === 0
  return {
    ...{ key, run, project, node, item, attempt: number, provider, model, day, state, reserved },
    ...account.facts,
    ...(isBooked && { cost: settled }),
    ...endOf(row),
  }
}
