import {
  OutputsSchema,
  StoredResultSchema,
  SubjectSchema,
  type Fingerprint,
  type Outputs,
  type StoredResult,
  type Subject,
} from '@reelgraph/shared'
import type { z } from 'zod'
import type { ResultRow, ResultStore, TakeStore } from '../stores.ts'
import type { Bound } from './journal.ts'
import { resultKey } from './result-key.ts'
import { createSweep } from './sweep-uses.ts'

interface Row {
  readonly fingerprint: Fingerprint
  readonly outputs: string
  readonly subject: string
  readonly project: StoredResult['project']
  readonly run: StoredResult['run']
  readonly node: string
  readonly item: string | null
  readonly at: number
  readonly milliseconds: number
  readonly cost: number
  readonly facts: string | null
}

/** What the provider said of the request, what it was made instead of, whether a person edited it, and what is off with it. */
const FactsSchema = StoredResultSchema.pick({
  ...{ requestId: true, seed: true, prompt: true, units: true, insteadOf: true, edited: true, findings: true },
})

/** Of most results there is nothing to say. */
const factsText = ({ requestId, seed, prompt, units, insteadOf, edited }: StoredResult): string | null =>
  [requestId, seed, prompt, units, insteadOf, edited].every((fact) => fact === undefined)
    ? null
    : JSON.stringify({ requestId, seed, prompt, units, insteadOf, edited })

/** Reads its JSON only when somebody asks: a plan of thousands of steps looks into few of them. */
class LazyResult implements ResultRow {
  private readonly row: Row
  private readOutputs: Outputs | undefined
  private readSubject: Subject | undefined
  constructor(row: Row) {
    this.row = row
  }
  get fingerprint(): Fingerprint {
    return this.row.fingerprint
  }
  get at(): number {
    return this.row.at
  }
  get cost(): number {
    return this.row.cost
  }
  get node(): string {
    return this.row.node
  }
  get item(): string | null {
    return this.row.item
  }
  get outputs(): Outputs {
    return (this.readOutputs ??= JSON.parse(this.row.outputs) as Outputs) // written by `put`
  }
  get subject(): Subject {
    return (this.readSubject ??= JSON.parse(this.row.subject) as Subject) // written by `put`
  }
  get findings(): StoredResult['findings'] {
    return this.facts?.findings
  }
  get insteadOf(): StoredResult['insteadOf'] {
    return this.facts?.insteadOf
  }
  private get facts(): z.infer<typeof FactsSchema> | undefined {
    return this.row.facts === null ? undefined : FactsSchema.parse(JSON.parse(this.row.facts))
  }
  whole(): StoredResult {
    const { fingerprint, project, run, node, at, milliseconds, cost } = this.row
    return {
      fingerprint,
      project,
      run,
      node,
      item: this.item,
      at,
      milliseconds,
      cost,
      outputs: OutputsSchema.parse(this.outputs),
      subject: SubjectSchema.parse(this.subject),
      ...this.facts,
    }
  }
}

const rowsOf = (rows: readonly unknown[]): readonly Row[] => rows as readonly Row[] // the columns of `results`

/** Where a node's use of a result says more than the result: whose it is here. */
const USED = "SELECT r.*, u.node AS node, CASE WHEN r.item IS NULL AND u.item = '' THEN NULL ELSE u.item END AS item"

export const createResultStore = ({ sqlite, write }: Bound): ResultStore => {
  const insert = sqlite.prepare(
    'INSERT INTO results (key, fingerprint, outputs, subject, project, run, node, item, at, milliseconds, cost, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const updateFound = sqlite.prepare(
    "UPDATE results SET facts = json_set(COALESCE(facts, '{}'), '$.findings', json(?)) WHERE key = ? AND fingerprint = ?",
  )
  const insertUseOf = sqlite.prepare(
    'INSERT OR REPLACE INTO result_uses (project, node, item, result, at) SELECT ?, ?, ?, id, ? FROM results WHERE key = ? AND fingerprint = ? ORDER BY id DESC LIMIT 1',
  )
  const selectOne = sqlite.prepare('SELECT * FROM results WHERE key = ? AND fingerprint = ? ORDER BY id DESC LIMIT 1')
  const selectMany = sqlite.prepare('SELECT * FROM results WHERE key IN (SELECT value FROM json_each(?))')
  const selectRecent = sqlite.prepare(
    `${USED} FROM (SELECT node, item, result, MAX(at) FROM result_uses WHERE project = ? GROUP BY node, item) u JOIN results r ON r.id = u.result`,
  )
  const byNode = `${USED} FROM result_uses u JOIN results r ON r.id = u.result WHERE u.project = ? AND u.node = ?`
  const selectNode = sqlite.prepare(`${byNode} ORDER BY r.at DESC, r.id DESC LIMIT 500`)
  const selectItem = sqlite.prepare(`${byNode} AND u.item = ? ORDER BY r.at DESC, r.id DESC LIMIT 500`)
  const find = (fingerprints: readonly Fingerprint[]): readonly Row[] => {
    const [only] = fingerprints
    if (fingerprints.length === 1 && only !== undefined) {
      const row = selectOne.get(resultKey(only), only)
      return row ? rowsOf([row]) : []
    }
    return rowsOf(selectMany.all(JSON.stringify(fingerprints.map(resultKey))))
  }
  let unswept = true
  const sweepNow = createSweep({ sqlite, write })
  const sweep = (): void => {
    if (!unswept) return
    unswept = false
    sweepNow()
  }
  return {
    put(result) {
      const { fingerprint, project, run, node, item, at, milliseconds, cost } = result
      const outputs = JSON.stringify(result.outputs)
      const subject = JSON.stringify(result.subject)
      const key = resultKey(fingerprint)
      const facts = factsText(result)
      write(() => {
        insert.run(key, fingerprint, outputs, subject, project, run, node, item, at, milliseconds, cost, facts)
      })
      unswept = true
    },
    found(fingerprint, findings) {
      write(() => updateFound.run(JSON.stringify(findings), resultKey(fingerprint), fingerprint))
    },
    use({ project, node, item, fingerprint, at }) {
      write(() => insertUseOf.run(project, node, item ?? '', at, resultKey(fingerprint), fingerprint))
    },
    async get(fingerprints) {
      return new Map(find(fingerprints).map((row) => [row.fingerprint, new LazyResult(row)]))
    },
    async recent(project) {
      sweep()
      return rowsOf(selectRecent.all(project)).map((row) => new LazyResult(row))
    },
    async list({ project, node, item }) {
      sweep()
      const rows = item === undefined ? selectNode.all(project, node) : selectItem.all(project, node, item)
      return rowsOf(rows).map((row) => new LazyResult(row).whole())
    },
  }
}

export const createTakeStore = ({ sqlite, write }: Bound): TakeStore => {
  const upsert = sqlite.prepare(
    'INSERT INTO takes (project, node, item, highest) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET highest = MAX(highest, excluded.highest)',
  )
  const select = sqlite.prepare('SELECT highest FROM takes WHERE project = ? AND node = ? AND item = ?')
  return {
    async highest({ project, node, item }) {
      const row = select.get(project, node, item) as { readonly highest: number } | undefined // the selected column
      return row?.highest ?? 0
    },
    note({ project, node, item, take }) {
      write(() => upsert.run(project, node, item, take))
    },
  }
}
