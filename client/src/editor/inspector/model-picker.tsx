import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import { providerOf, type Node } from '@reelgraph/shared'
import { usePlanned } from '../../runs/use-runs.ts'
import { priceText } from '../../runs/price-text.ts'
import { Menu } from '../../ui/menu.tsx'
import { modelOps } from '../document/edits/nodes.ts'
import { useEditing } from '../editor-context.ts'
import styles from './inspector.module.css'

/** The models that make what the node needs. Swapping keeps every wire that still fits. */
export function ModelPicker({ node }: { readonly node: Node }) {
  const { catalog, document } = useEditing()
  const planned = usePlanned(node.id)
  const place = catalog.kinds.get(node.kind)?.model
  if (!place) return
  const models = [...catalog.models.values()].filter((model) => model.makes === place.makes)
  const current = catalog.models.get(node.model ?? place.default)
  const provider = current && catalog.providers.get(providerOf(current.id))
  const price = planned.find((task) => task.verdict === 'run')?.price
  const cost = price !== undefined ? priceText(price) : current?.price ? undefined : 'free'
  return (
    <div className={styles.section}>
      <span className={styles.label}>Model</span>
      <Menu
        items={() =>
          models.map((model) => ({
            id: model.id,
            label: model.title,
            reason: model.summary,
            checked: model.id === current?.id,
            onSelect: () => document.commit('Change the model', modelOps(catalog, node, model.id)),
          }))
        }
      >
        <button
          type="button"
          className={styles.model}
          disabled={node.locked === true}
          aria-label={`Model: ${current?.title ?? node.model}. Change it`}
        >
          <span className={styles.modelText}>
            <strong>{current?.title ?? node.model}</strong>
            <span>{[cost, provider?.builtIn ? 'on this machine' : provider?.title].filter(Boolean).join(' · ')}</span>
          </span>
          <ChevronsUpDown />
        </button>
      </Menu>
    </div>
  )
}
