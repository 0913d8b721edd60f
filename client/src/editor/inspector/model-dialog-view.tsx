import { endNotice, providerOf, type ModelDefinition, type Node } from '@reelgraph/shared'
import { useState } from 'react'
import { useNow } from '../../runs/use-now.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { SegmentedControl } from '../../ui/segmented.tsx'
import { entriesOf, searchEntries } from '../document/edits/entries.ts'
import { useEditing } from '../editor-context.ts'
import { SearchList, type Found } from '../palette/search-list.tsx'
import { chooseModel } from './choose-model.ts'
import styles from './model-dialog.module.css'
import { ModelRow } from './model-row.tsx'
import { fits, inOrder, type OfferOrder } from './offers.ts'
import { useOffers } from './use-offers.ts'

const NONE = 'none'
const ORDERS = [
  { value: 'price', label: 'Price' },
  { value: 'time', label: 'Time' },
  { value: 'name', label: 'Name' },
] as const

/** Another choice than which model the node has. */
interface Pick {
  readonly title: string
  /** Whether a model is among those to choose from. */
  offers(model: string): boolean
  onPick(model: string): void
}

interface ModelDialogProps {
  readonly node: Node
  readonly pick?: Pick
  onClose(): void
}

export function ModelDialogView({ node, pick, onClose }: ModelDialogProps) {
  const editing = useEditing()
  const { catalog } = editing
  const [order, setOrder] = useState<OfferOrder>('price')
  const { offers, error } = useOffers(node)
  const now = useNow(3_600_000)
  const place = catalog.kinds.get(node.kind)?.model
  const chosen = node.model ?? place?.default
  const entries = entriesOf(catalog).filter(
    ({ kind, model }) => kind === node.kind && model && (!pick || pick.offers(model.id)),
  )
  const row = (model: ModelDefinition): Found & { readonly isLast: boolean } => {
    const offer = offers?.get(model.id)
    const end = catalog.ends.get(model.id)
    return {
      id: model.id,
      isLast: offer !== undefined && !fits(offer),
      ...(offers && { heading: offer && !fits(offer) ? 'Would need other wires' : 'Fits' }),
      content: (
        <ModelRow
          title={model.title}
          provider={catalog.providers.get(providerOf(model.id))?.title ?? ''}
          summary={model.summary}
          offer={offer}
          waiting={!offers && !error}
          current={chosen === model.id}
          ends={end && endNotice(end, now)?.words}
        />
      ),
    }
  }
  const search = (query: string): readonly Found[] => {
    const found = searchEntries(entries, query).flatMap(({ model }) =>
      model ? [{ title: model.title, offer: offers?.get(model.id), model }] : [],
    )
    const rows = inOrder(found, order).map(({ model }) => row(model))
    const none =
      !pick && place && place.default === undefined && query === ''
        ? [
            {
              id: NONE,
              content: <ModelRow title="No model" summary="What is typed is the text." current={!node.model} />,
            },
          ]
        : []
    return [...none, ...rows.filter(({ isLast }) => !isLast), ...rows.filter(({ isLast }) => isLast)]
  }
  return (
    <Dialog open size="large" onClose={onClose} title={pick?.title ?? 'Choose a model'}>
      <div className={styles.compare}>
        <SearchList
          label="Find a model"
          placeholder="A model, its maker, or what it should do"
          search={search}
          nothing="No model is called that."
          start={chosen ?? NONE}
          tools={
            <>
              {error && <ErrorNote tone="warn" title={error.message} hint="The models can be chosen all the same." />}
              <div className={styles.tools}>
                <SegmentedControl label="Order by" segments={ORDERS} value={order} onChange={setOrder} />
                <span className={styles.columns} aria-hidden="true">
                  <span>one</span>
                  <span>left to make</span>
                  <span>time of one</span>
                </span>
              </div>
            </>
          }
          onClose={onClose}
          onChoose={(id) => {
            onClose()
            if (pick) pick.onPick(id)
            else chooseModel(editing, node, id === NONE ? undefined : id)
          }}
        />
      </div>
    </Dialog>
  )
}
