import type { ProjectId, RunId, Sum } from '@reelgraph/shared'
import { bookingOf, NOTHING, type Booking } from '../../money/booking.ts'
import type { AttemptRow, AttemptStore, CapKind, LedgerFilter } from '../attempts.ts'
import { accountOf, ENTRY_COLUMNS, ledgerEntry, type Columns } from './attempt-row.ts'
import type { Bound } from './journal.ts'

const MOST_RUNS = 200

/** The totals that caps are checked against, and the ledger that people read. */
export interface Ledger extends Pick<AttemptStore, 'spent' | 'sums' | 'list'> {
  /** Adds to every sum that the attempt is in. Inside a transaction. */
  book(
    attempt: { readonly id: number } & Pick<AttemptRow, 'run' | 'project' | 'provider' | 'day'>,
    booking: Booking,
  ): void
}

export const createLedger = ({ sqlite }: Pick<Bound, 'sqlite'>): Ledger => {
  const add =
    'DO UPDATE SET settled = settled + excluded.settled, reserved = reserved + excluded.reserved, attempts = attempts + excluded.attempts, unpriced = unpriced + excluded.unpriced'
  const addSpent = sqlite.prepare(
    `INSERT INTO spent (what, id, settled, reserved, attempts, unpriced) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT ${add}`,
  )
  const addPart = sqlite.prepare(
    `INSERT INTO spent_parts (run, project, provider, day, latest, settled, reserved, attempts, unpriced, free) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT ${add}, free = free + excluded.free, latest = MAX(latest, excluded.latest)`,
  )
  const selectSpent = sqlite.prepare(
    'SELECT settled, reserved, attempts, unpriced FROM spent WHERE what = ? AND id = ?',
  )

  const sumsBy = (group: string, { where, values }: Where): readonly GroupRow[] =>
    sqlite
      .prepare(
        `SELECT run, project, provider, day, SUM(settled) AS settled, SUM(reserved) AS reserved, SUM(attempts) AS attempts, SUM(unpriced) AS unpriced, SUM(free) AS free FROM spent_parts WHERE ${where} ${group}`,
      )
      .all(...values) as unknown as readonly GroupRow[] // the selected columns

  /** There are never many: each is one that a person decided. The condition is that of the index. */
  const writtenOff = ({ where, values }: Where): readonly GivenUp[] =>
    sqlite
      .prepare(
        `SELECT run, project, provider, day, reserved, charged, facts FROM attempts WHERE state = 'written-off' AND state NOT IN ('open', 'succeeded') AND charged <> 'no' AND ${where}`,
      )
      .all(...values) as unknown as readonly GivenUp[] // the selected columns

  return {
    book({ id, run, project, provider, day }, { settled, reserved, attempts, unpriced, free }) {
      const sums = [settled, reserved, attempts, unpriced] as const
      if (free === 0 && sums.every((sum) => sum === 0)) return
      addSpent.run('run', run, ...sums)
      addSpent.run('project', project, ...sums)
      addSpent.run('day', day, ...sums)
      addPart.run(run, project, provider, day, id, ...sums, free)
    },
    spent(on: CapKind, id) {
      const row = selectSpent.get(on, id) as Sum | undefined // the selected columns
      return row ? sumOf(row) : NOTHING
    },
    async sums(filter) {
      const where = whereOf(filter)
      const [total] = sumsBy('HAVING COUNT(*) > 0', where)
      const given = writtenOff(where)
      const projects = sumsBy('GROUP BY project ORDER BY MAX(latest) DESC', where)
      const providers = sumsBy('GROUP BY provider ORDER BY provider', where)
      const days = sumsBy('GROUP BY day ORDER BY day DESC', where)
      const runs = sumsBy(`GROUP BY run, project ORDER BY MAX(latest) DESC LIMIT ${MOST_RUNS}`, where)
      return {
        total: total ? sumWith(total, given) : NOTHING,
        projects: projects.map((row) => ({
          project: row.project,
          sum: sumWith(
            row,
            given.filter(({ project }) => project === row.project),
          ),
        })),
        providers: providers.map((row) => ({
          provider: row.provider,
          sum: sumWith(
            row,
            given.filter(({ provider }) => provider === row.provider),
          ),
        })),
        days: days.map((row) => ({
          day: row.day,
          sum: sumWith(
            row,
            given.filter(({ day }) => day === row.day),
          ),
        })),
        runs: runs.map((row) => ({
          run: row.run,
          project: row.project,
          sum: sumWith(
            row,
            given.filter(({ run }) => run === row.run),
          ),
        })),
      }
    },
    async list({ only, before, limit, ...filter }) {
      const { where, values } = whereOf(filter)
      const trouble = only === 'trouble' ? "AND state NOT IN ('open', 'succeeded') AND charged <> 'no'" : ''
      const older = before === undefined ? '' : 'AND id < (SELECT id FROM attempts WHERE key = ?)'
      const rows = sqlite
        .prepare(
          `SELECT ${ENTRY_COLUMNS} FROM attempts WHERE ${where} AND (reserved IS NULL OR reserved > 0 OR settled > 0) ${trouble} ${older} ORDER BY id DESC LIMIT ?`,
        )
        .all(...values, ...(before === undefined ? [] : [before]), limit)
      return rows.map((row) => ledgerEntry(row as unknown as Parameters<typeof ledgerEntry>[0])) // the selected columns
    },
  }
}

/** What it is not grouped by, and what a group does not share, is of any row of it. */
interface GroupRow extends Booking {
  readonly run: RunId
  readonly project: ProjectId
  readonly provider: string
  readonly day: string
}

/** SQLite's rows have no prototype and more columns. */
const sumOf = ({ settled, reserved, attempts, unpriced }: Sum): Sum => ({ settled, reserved, attempts, unpriced })

type GivenUp = Pick<Columns, (typeof FILTERS)[number] | 'reserved' | 'charged' | 'facts'>

/** How much of what is set aside in it was given up, and how many attempts in it were free. */
const sumWith = (row: Booking, given: readonly GivenUp[]): Sum => {
  const writtenOff = given.reduce((micros, one) => micros + bookingOf(accountOf(one)).reserved, 0)
  return { ...sumOf(row), ...(writtenOff > 0 && { writtenOff }), ...(row.free > 0 && { free: row.free }) }
}

interface Where {
  readonly where: string
  readonly values: readonly string[]
}

const FILTERS = ['project', 'run', 'provider', 'day'] as const

/** Only what is asked for, so that SQLite finds the index for it. */
const whereOf = (filter: LedgerFilter): Where => {
  const given = FILTERS.flatMap((name) => (filter[name] === undefined ? [] : [{ name, value: filter[name] }]))
  return {
    where: ['TRUE', ...given.map(({ name }) => `${name} = ?`)].join(' AND '),
    values: given.map(({ value }) => value),
  }
}
