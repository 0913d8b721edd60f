import { isAssetValue, own, type Catalog, type Outputs, type Plan, type PlannedTask } from '@reelgraph/shared'
import { posterUrl } from '../api/urls.ts'
import { classes } from '../lib/classes.ts'
import { formatMoney } from '../lib/format.ts'
import { ownWords } from '../lib/own-words.ts'
import { StateDot } from '../ui/state-dot.tsx'
import { TypeChip } from '../ui/type-chip.tsx'
import { insteadText, makersText } from './makers-text.ts'
import type { NameOf } from './node-names.ts'
import { planDotOf } from './plan-dot.ts'
import styles from './plan-dialog.module.css'
import { planRows, type PlanRow } from './plan-rows.ts'
import { priceText, sumOf } from './price-text.ts'
import { verdictCounts, verdictText } from './reason-text.ts'
import { durationText } from './span-text.ts'
import { useNow } from './use-now.ts'
import { whyRows } from './why-rows.ts'

interface PlanListProps {
  readonly plan: Plan
  readonly catalog: Pick<Catalog, 'models'>
  readonly nameOf: NameOf
  onShowNode(node: string): void
}

export function PlanList({ plan, catalog, nameOf, onShowNode }: PlanListProps) {
  const now = useNow(30_000)
  return (
    <ul className={styles.rows}>
      {planRows(plan).map((row) => (
        <Row
          key={row.node}
          row={row}
          times={plan.times}
          catalog={catalog}
          nameOf={nameOf}
          now={now}
          onShow={() => onShowNode(row.node)}
        />
      ))}
    </ul>
  )
}

interface RowProps {
  readonly row: PlanRow
  readonly times: Plan['times']
  readonly catalog: Pick<Catalog, 'models'>
  readonly nameOf: NameOf
  readonly now: number
  onShow(): void
}

function Row({ row, times, catalog, nameOf, now, onShow }: RowProps) {
  const name = nameOf(row.node)
  const textOf = (task: PlannedTask): string => {
    // What is wrong with another node is said there, and once.
    const culprit = task.reason.because === 'problem' ? task.reason.error.node : undefined
    if (culprit !== undefined && culprit !== task.node) return `cannot run without “${nameOf(culprit).title}”`
    const verdict = verdictText(task, { step: name.step, now, titleOf: (node) => nameOf(node).title })
    return ownWords(`${verdict}${insteadText(catalog, task)}`, name.title)
  }
  const rows = whyRows(row.tasks, textOf)
  const [first] = rows
  const time = timeOf(row, { times, ownModel: name.step?.model?.id })
  const makers = makersText(catalog, row.tasks)
  const words =
    rows.length > 1
      ? verdictCounts(row.tasks)
      : row.tasks.length > 1
        ? `all ${row.tasks.length}: ${first?.text}`
        : first?.text
  return (
    <li className={classes(styles.row, row.verdict === 'off' && styles.off)}>
      <button type="button" className={styles.main} onClick={onShow} aria-label={`Show ${name.title}`}>
        <TypeChip makes={name.makes} size="small" />
        <span className={styles.title}>{name.title}</span>
        <StateDot state={planDotOf(row.verdict, row.tasks)} />
        <span className={styles.why}>{words}</span>
        <Price tasks={row.tasks} />
        {makers.map((line) => (
          <span key={line} className={styles.more}>
            {line}
          </span>
        ))}
        {time !== undefined && <span className={styles.more}>{time}</span>}
      </button>
      {rows.length > 1 && (
        <ul className={styles.items}>
          {rows.map((part) => {
            const [task, ...others] = part.tasks
            return (
              <li key={task?.item}>
                {task?.outputs && others.length === 0 && <Thumb outputs={task.outputs} />}
                <span>{part.items}</span>
                <StateDot state={planDotOf(part.verdict, part.tasks)} />
                <span className={styles.why}>{part.text}</span>
                <Price tasks={part.tasks} />
              </li>
            )
          })}
        </ul>
      )}
    </li>
  )
}

interface Usual {
  readonly times: Plan['times']
  /** The model of its node. */
  readonly ownModel: string | undefined
}

/** How long a step that would run took here before. */
const timeOf = (row: PlanRow, { times, ownModel }: Usual): string | undefined => {
  const coming = row.tasks.filter(({ verdict }) => verdict === 'run' || verdict === 'waits')
  const [maker] = coming.flatMap(({ makers = [] }) => makers.slice(0, 1))
  const model = maker?.model ?? ownModel
  const usual = model === undefined ? undefined : own(times, model)
  if (!usual || coming.length === 0) return undefined
  return coming.length > 1 ? `each ${durationText(usual)}` : durationText(usual)
}

/** Keys of lines and shots are for machines; people count. */
export const itemText = (task: Pick<PlannedTask, 'item' | 'position'>): string => `Item ${task.position + 1}`

function Price({ tasks }: { readonly tasks: readonly PlannedTask[] }) {
  const saved = tasks.reduce((sum, task) => sum + (task.saved ?? 0), 0)
  const runs = tasks.some((task) => task.verdict === 'run' || task.verdict === 'waits')
  if (!runs) return <span className={styles.saved}>{saved > 0 && `saves ${formatMoney(saved)}`}</span>
  return <span className={styles.price}>{priceText(sumOf(tasks))}</span>
}

function Thumb({ outputs }: { readonly outputs: Outputs }) {
  const [first] = Object.values(outputs)
  const value = first && 'value' in first ? first.value : undefined
  if (!isAssetValue(value) || value.kind === 'audio') return null
  return <img className={styles.thumb} src={posterUrl(value.asset)} alt="" />
}
