import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import { endNotice, providerOf, type Catalog, type Node } from '@reelgraph/shared'
import { usePlanned } from '../../runs/use-runs.ts'
import { priceText } from '../../runs/price-text.ts'
import { Menu } from '../../ui/menu.tsx'
import { modelOps } from '../document/edits/nodes.ts'
import { useEditing } from '../editor-context.ts'
import styles from './inspector.module.css'

const TYPED = 'What is typed is the text.'

/** Of a model that ends soon, or has. */
const endWords = ({ ends }: Catalog, model: string | undefined): string | undefined => {
  const end = model === undefined ? undefined : ends.get(model)
  const words = end && endNotice(end, Date.now())?.words
  return words && `It ${words}.`
}

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
  const gone = chosen === undefined || current ? undefined : catalog.ends.get(chosen)
  const name = nobody ? 'No model' : (current?.title ?? gone?.title ?? node.model)
  const free = current && !current.price ? 'free' : undefined
  const cost = price !== undefined ? priceText(price) : free
  const where = provider?.builtIn ? 'on this machine' : provider?.title
  const line = current ? [cost, where].filter(Boolean).join(' · ') : 'no longer there'
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
            reason: [summary, endWords(catalog, id)].filter(Boolean).join(' '),
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
            <span>{nobody ? TYPED : line}</span>
          </span>
          <ChevronsUpDown />
        </button>
      </Menu>
    </div>
  )
}
