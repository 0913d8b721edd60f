import { fail, type AttemptFacts } from '@reelgraph/shared'
import { bookingOf, difference } from '../../money/booking.ts'
import { checkCaps } from '../../money/check-caps.ts'
import type { AttemptRow, AttemptStore, CapKind, NewAttempt } from '../attempts.ts'
import { accountOf, attemptRow, chargedText, type Columns } from './attempt-row.ts'
import type { Bound } from './journal.ts'
import { createLedger } from './ledger.ts'

export const createAttemptStore = ({ sqlite, write, transact }: Bound): AttemptStore => {
  const insert = sqlite.prepare(
    "INSERT INTO attempts (key, run, project, node, item, number, provider, model, fingerprint, subject, request, title, day, reserved, started_at, account, facts, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')",
  )
  const select = sqlite.prepare('SELECT * FROM attempts WHERE key = ?')
  const setAnswer = sqlite.prepare('UPDATE attempts SET answer = ? WHERE key = ?')
  const setTicket = sqlite.prepare(
    "UPDATE attempts SET state = 'open', ticket = ?, submitted_at = ?, facts = ?, settled = 0, charged = NULL, figure = NULL, error = NULL, ended_at = NULL WHERE id = ?",
  )
  const setEnd = sqlite.prepare(
    'UPDATE attempts SET state = ?, charged = ?, figure = ?, facts = ?, error = ?, ended_at = ?, settled = ?, answer = ? WHERE id = ?',
  )
  const setWrittenOff = sqlite.prepare(
    "UPDATE attempts SET state = 'written-off', charged = COALESCE(charged, 'unknown') WHERE key = ? AND state IN ('open', 'unknown')",
  )
  const selectPending = sqlite.prepare("SELECT * FROM attempts WHERE state IN ('open', 'unknown') ORDER BY id")
  // the first condition is that of the index
  const selectUnpriced = (column: CapKind) =>
    sqlite.prepare(
      `SELECT 1 FROM attempts WHERE state IN ('open', 'unknown') AND state = 'open' AND reserved IS NULL AND ${column} = ? LIMIT 1`,
    )
  const unpriced = { run: selectUnpriced('run'), project: selectUnpriced('project'), day: selectUnpriced('day') }
  const isUnpricedOpen = (on: CapKind, id: string): boolean => unpriced[on].get(id) !== undefined
  const ledger = createLedger({ sqlite })

  const find = (key: string): Columns | undefined => select.get(key) as Columns | undefined // the columns of `attempts`
  const known = (key: string): Columns => {
    const row = find(key)
    if (!row) throw fail('internal', `There is no attempt ${key}.`)
    return row
  }
  const pendingAll = (): readonly AttemptRow[] => (selectPending.all() as unknown as readonly Columns[]).map(attemptRow) // the columns of `attempts`

  return {
    reserve(attempt, caps, also) {
      return transact(() => {
        const refused = checkCaps({
          needs: attempt.reserved,
          caps,
          spentOn: (kind) => ledger.spent(kind, capName(kind, attempt)),
          isUnpricedOpen: (kind) => isUnpricedOpen(kind, capName(kind, attempt)),
        })
        if (refused) return { refused }
        const { lastInsertRowid } = insert.run(...valuesOf(attempt))
        ledger.book({ ...attempt, id: Number(lastInsertRowid) }, bookingOf({ ...attempt, facts: {} }))
        also()
        return {}
      })
    },
    answered(key, answer) {
      const text = JSON.stringify(answer)
      write(() => setAnswer.run(text, key))
    },
    submitted(key, { ticket, at, requestId }, also) {
      transact(() => {
        const row = known(key)
        const before = accountOf(row)
        const facts = { ...withoutCost(before.facts), ...(requestId !== undefined && { requestId }) }
        setTicket.run(JSON.stringify(ticket), at, JSON.stringify(facts), row.id)
        const { reserved } = before
        ledger.book(row, difference(bookingOf(before), bookingOf({ reserved, facts })))
        also()
      })
    },
    end(key, { state, charged, figure, facts: given, error, at }) {
      const errorText = error ? JSON.stringify(error) : null
      write(() => {
        const row = known(key)
        const before = accountOf(row)
        const { reserved } = before
        const facts = { ...withoutCost(before.facts), ...given }
        const booking = bookingOf({ reserved, charged, facts })
        const answer = state === 'succeeded' ? null : row.answer
        setEnd.run(
          ...[state, chargedText(charged), figure ?? null, JSON.stringify(facts), errorText, at],
          ...[booking.settled, answer, row.id],
        )
        ledger.book(row, difference(bookingOf(before), booking))
      })
    },
    writeOff(key) {
      write(() => setWrittenOff.run(key))
    },
    watched: () => pendingAll().filter(({ state, ticket }) => state === 'open' && ticket !== undefined),
    pendingAll,
    row(key) {
      const row = find(key)
      return row && attemptRow(row)
    },
    spent: ledger.spent,
    isUnpricedOpen,
    sums: ledger.sums,
    list: ledger.list,
  }
}

const capName = (kind: CapKind, { run, project, day }: NewAttempt): string => ({ run, project, day })[kind]

const valuesOf = (attempt: NewAttempt) => [
  ...[attempt.key, attempt.run, attempt.project, attempt.node, attempt.item, attempt.number],
  ...[attempt.provider, attempt.model, attempt.fingerprint, JSON.stringify(attempt.subject), attempt.request],
  ...[attempt.title, attempt.day, attempt.reserved, attempt.startedAt, attempt.account ?? null],
  JSON.stringify(attempt.facts ?? {}),
]

/** A cost belongs to the end that named it. */
const withoutCost = ({ cost, ...facts }: AttemptFacts): AttemptFacts => {
  void cost
  return facts
}
