import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import { providerOf, type Node } from '@reelgraph/shared'
import { useState } from 'react'
import { PriceNote } from '../../live/price-note.tsx'
import { priceText } from '../../runs/price-text.ts'
import { spanText } from '../../runs/span-text.ts'
import { usePlanned, useRunsState } from '../../runs/use-runs.ts'
import { useEditing } from '../editor-context.ts'
import { MODEL_PLACE } from '../remedy/show-field.ts'
import styles from './inspector.module.css'
import { ModelDialog } from './model-dialog.tsx'

/** The model of a node, with price and time of one item. Opens all that could take its place. */
export function ModelPicker({ node }: { readonly node: Node }) {
  const { catalog } = useEditing()
  const [open, setOpen] = useState(false)
  const planned = usePlanned(node.id)
  const place = catalog.kinds.get(node.kind)?.model
  const chosen = node.model ?? place?.default
  const time = useRunsState(({ plan: { plan } }) => (chosen === undefined ? undefined : plan?.times[chosen]))
  if (!place) return
  const current = chosen === undefined ? undefined : catalog.models.get(chosen)
  const provider = current && catalog.providers.get(providerOf(current.id))
  const coming = planned.find(({ verdict }) => verdict === 'run' || verdict === 'waits')
  // a range of all that may come to make it is not what this one costs
  const price = (coming?.makers?.find(({ model }) => model === chosen) ?? (coming?.makers ? undefined : coming))?.price
  const nobody = place.default === undefined && node.model === undefined
  const gone = chosen === undefined || current ? undefined : catalog.ends.get(chosen)
  const name = nobody ? 'No model' : (current?.title ?? gone?.title ?? node.model)
  const free = current && !current.price ? 'free' : undefined
  const cost = price !== undefined ? priceText(price) : free
  const where = provider?.builtIn ? 'on this machine' : provider?.title
  const took = time && `≈ ${spanText(time.median)}`
  const line = current ? [cost, took, where].filter(Boolean).join(' · ') : 'no longer there'
  return (
    <div className={styles.section} data-field={MODEL_PLACE}>
      <span className={styles.label}>Model</span>
      <button
        type="button"
        className={styles.model}
        disabled={node.locked === true}
        aria-haspopup="dialog"
        aria-label={`Model: ${name}. Change it`}
        onClick={() => setOpen(true)}
      >
        <span className={styles.modelText}>
          <strong>{name}</strong>
          <span>{nobody ? 'What is typed is the text.' : line}</span>
        </span>
        <ChevronsUpDown />
      </button>
      {current?.price && provider && <PriceNote provider={provider} className={styles.quiet} />}
      {open && <ModelDialog node={node} onClose={() => setOpen(false)} />}
    </div>
  )
}
