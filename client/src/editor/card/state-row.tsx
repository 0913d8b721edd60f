import Play from 'lucide-react/icons/play'
import RotateCw from 'lucide-react/icons/rotate-cw'
import { own, type Node } from '@reelgraph/shared'
import { goOn } from '../../queue/go-on.ts'
import type { PausedLane } from '../../queue/paused-lanes.ts'
import { sentences } from '../../lib/sentences.ts'
import { Ticking } from '../../runs/ticking.tsx'
import { useTakes } from '../../runs/use-runs.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { StateDot } from '../../ui/state-dot.tsx'
import { TakeDots } from '../../ui/take-dots.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { runScope } from '../commands/run-commands.ts'
import { pinOps } from '../document/edits/takes.ts'
import { useEditing, useSession } from '../editor-context.ts'
import { failsAlike } from '../remedy/remedy.ts'
import styles from './card.module.css'
import type { ItemView } from './item-view.ts'
import type { StateLine } from './state-line.ts'
import { ToGate } from './to-gate.tsx'

interface StateRowProps {
  readonly node: Node
  readonly line: StateLine
  /** The item whose takes are shown. */
  readonly item: ItemView | undefined
}

/** Dot, what happened, what it cost or saved; takes at the right. */
export function StateRow({ node, line, item }: StateRowProps) {
  const editing = useEditing()
  const selected = useSession((state) => state.nodes.has(node.id))
  const pinned = item !== undefined && own(node.pins, item.item ?? '') !== undefined
  const several = item !== undefined && (selected || pinned || (own(node.takes, item.item ?? '') ?? 0) > 0)
  const words = (
    <span className={styles.words}>
      {line.words}
      {line.ticking && <Ticking ticking={line.ticking} />}
      {line.saved !== undefined && (
        <>
          {' · '}
          <span className={styles.saved}>{line.saved}</span>
        </>
      )}
    </span>
  )
  const aside = line.error ? sentences(line.error.message, line.error.hint) : line.paused?.because
  return (
    <footer className={styles.state} data-state={line.state}>
      <StateDot state={line.state} />
      {aside === undefined ? words : <Tooltip label={aside}>{words}</Tooltip>}
      {line.paused && <GoOn lane={line.paused} />}
      {line.gate !== undefined && <ToGate node={line.gate} />}
      {line.state === 'failed' && !(line.error && failsAlike(line.error)) && (
        <IconButton
          size="tiny"
          className="nodrag"
          label="Run it again"
          icon={<RotateCw />}
          onClick={() => runScope(editing, { of: 'to', nodes: [node.id] })}
        />
      )}
      {several && item.fingerprint !== undefined && <Takes node={node} item={item} />}
    </footer>
  )
}

const GoOn = ({ lane }: { readonly lane: PausedLane }) => (
  <IconButton
    size="tiny"
    className="nodrag"
    label={`Go on with ${lane.title} now`}
    icon={<Play />}
    onClick={() => void goOn([lane])}
  />
)

function Takes({ node, item }: { readonly node: Node; readonly item: ItemView }) {
  const { document } = useEditing()
  const takes = useTakes(node.id, item.item)
  if (!takes || takes.length < 2) return
  // Only the latest few fit on a card; the inspector has them all.
  const shown = takes.slice(-8)
  return (
    <span className="nodrag nopan">
      <TakeDots
        count={shown.length}
        chosen={shown.findIndex((take) => take.fingerprint === item.fingerprint)}
        onChoose={(position) => {
          const take = shown[position]
          if (take) document.commit('Choose take', pinOps(node, item.item, take.fingerprint))
        }}
      />
    </span>
  )
}
