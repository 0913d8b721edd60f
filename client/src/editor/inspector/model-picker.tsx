import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import { providerOf, type Node } from '@reelgraph/shared'
import { usePlanned } from '../../runs/use-runs.ts'
import { priceText } from '../../runs/price-text.ts'
import { Menu } from '../../ui/menu.tsx'
import { modelOps } from '../document/edits/nodes.ts'
import { useEditing } from '../editor-context.ts'
import styles from './inspector.module.css'

const TYPED = 'What is typed is the text.'

/** The models that make what the node needs. Swapping keeps every wire that still fits. */
export function ModelPicker({ node }: { readonly node: Node }) {
  const { catalog, document } = useEditing()
  const planned = usePlanned(node.id)
  const place = catalog.kinds.get(node.kind)?.model
  if (!place) return
  const models = [...catalog.models.values()].filter((model) => model.makes === place.makes)
  const chosen = node.model ?? place.default
  const current = chosen === undefined ? undefined : catalog.models.get(chosen)
  const provider = current && catalog.providers.get(providerOf(current.id))
  const price = planned.find((task) => task.verdict === 'run')?.price
  if (models.length === 0) return
  const nobody = place.default === undefined && node.model === undefined
  const name = nobody ? 'No model' : (current?.title ?? node.model)
  const cost = price !== undefined ? priceText(price) : current?.price ? undefined : 'free'
  return (
    <div className={styles.section}>
      <span className={styles.label}>Model</span>
      <Menu
        items={() =>
          [
            ...(place.default === undefined ? [{ id: undefined, title: 'No model', summary: TYPED }] : []),
            ...models,
          ].map(({ id, title, summary }) => ({
            id: id ?? 'none',
            label: title,
            reason: summary,
            checked: id === current?.id,
            onSelect: () => document.commit('Change the model', modelOps(catalog, node, id)),
          }))
        }
      >
        <button
          type="button"
          className={styles.model}
          disabled={node.locked === true}
          aria-label={`Model: ${name}. Change it`}
        >
          <span className={styles.modelText}>
            <strong>{name}</strong>
            <span>
              {nobody
                ? TYPED
                : [cost, provider?.builtIn ? 'on this machine' : provider?.title].filter(Boolean).join(' · ')}
            </span>
          </span>
          <ChevronsUpDown />
        </button>
      </Menu>
    </div>
  )
}
