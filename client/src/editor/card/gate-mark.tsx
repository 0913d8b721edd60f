import Eye from 'lucide-react/icons/eye'
import { useNodeRun, usePlanned } from '../../runs/use-runs.ts'
import { askOf } from '../../runs/asks.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import styles from './card.module.css'

/** On the edge where results leave: nothing goes on from here until a person has looked. */
export function GateMark({ node }: { readonly node: string }) {
  const run = useNodeRun(node)
  const planned = usePlanned(node)
  const asks = run?.active === true && run.tasks.some((task) => askOf(task)?.of === 'gate')
  const closed = asks || planned.some(({ gated }) => gated)
  const label = closed ? 'Holds until you have looked: it waits for you now' : 'Holds until you have looked'
  return (
    <Tooltip label={label}>
      <span className={styles.gate} data-closed={closed || undefined} role="img" aria-label={label}>
        <Eye />
      </span>
    </Tooltip>
  )
}
