import AudioLines from 'lucide-react/icons/audio-lines'
import ImageIcon from 'lucide-react/icons/image'
import Video from 'lucide-react/icons/video'
import type { ComponentType } from 'react'
import { nodeTitle, own, type AssetValue, type Node, type PortType, type Step } from '@reelgraph/shared'
import { ownWords } from '../../lib/own-words.ts'
import { posterUrl } from '../../api/urls.ts'
import { Filmstrip, type FilmstripItem } from '../../ui/media/filmstrip.tsx'
import { ImageView } from '../../ui/media/image-view.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { earlierText } from '../../runs/earlier-text.ts'
import { earlierTries, isOfFallback } from '../../runs/tried-by.ts'
import { useRunsState } from '../../runs/use-runs.ts'
import { useTitleOf } from '../use-title-of.ts'
import { useEditing, useProject, useSession } from '../editor-context.ts'
import styles from './card.module.css'
import type { ItemView } from './item-view.ts'
import { measureOf, mediaOf } from './media-of.ts'
import { MediaView } from './media-view.tsx'
import type { BodyProps } from './body-props.ts'
import { CardPrompt } from './card-prompt.tsx'
import { priceOfNode } from './price-of-node.ts'
import { SoundStrip } from './sound-strip.tsx'
import { StateRow } from './state-row.tsx'
import { stateLine, type StateLine } from './state-line.ts'
import { CardRemedy } from '../remedy/card-remedy.tsx'
import { RemedyButton } from '../remedy/remedy-button.tsx'
import { hintOf, remedyOf } from '../remedy/remedy.ts'
import { DecideRow } from '../decide/decide-row.tsx'
import { markedItem, shownItem } from '../decide/asked-items.ts'
import { useItems } from './use-items.ts'

/** What a generating node made, is making, or would make. */
export function MediaBody({ node, step, title }: BodyProps) {
  const items = useItems(node.id)
  const { session } = useEditing()
  const titleOf = useTitleOf()
  const chosen = useSession((state) => state.items[node.id])
  const item = shownItem(items, chosen)
  const selected = useSession((state) => state.nodes.has(node.id))
  const marked = markedItem({ item, chosen, selected })
  const price = useRunsState((state) => (item?.outputs ? undefined : priceOfNode(state.plan.plan, node.id)))
  const list = items.length > 1 || (item !== undefined && item.item !== null)
  const [media] = mediaOf(item?.outputs, step.outputs)
  const culprit = useCulprit(node.id, items)
  const onStage = !list && !media
  const line = saidHere(stateLine({ items, measure: measureOf(media), price, titleOf }), { culprit, title, onStage })
  const type = Object.values(step.outputs)[0]?.type ?? 'data'
  const choose = (key: string) => session.setState(({ items: before }) => ({ items: { ...before, [node.id]: key } }))
  const look = (key: string | null) => session.setState({ overlay: { of: 'look', node: node.id, item: key } })
  return (
    <>
      {list && type === 'audio' ? (
        <SoundStrip
          title={title}
          items={items.map((view) => ({ view, asset: mediaOf(view.outputs, step.outputs)[0] }))}
          chosen={marked}
          said={line.error?.message}
          onChoose={choose}
        />
      ) : list ? (
        <div className={styles.strip}>
          <Filmstrip
            label={`Items of ${title}`}
            items={items.map((entry) => stripItem(entry, mediaOf(entry.outputs, step.outputs)[0]))}
            selected={marked}
            className="nodrag nowheel"
            onSelect={choose}
            onOpen={(key) => look(key)}
          />
        </div>
      ) : (
        <Stage
          item={item}
          media={media}
          type={type}
          node={node}
          step={step}
          title={title}
          culprit={culprit}
          onLook={() => look(null)}
        />
      )}
      <CardPrompt node={node} step={step} title={title} />
      <StateRow node={node} line={line} item={item} />
      {!onStage && <CardRemedy node={node} step={step} items={items} error={line.error} />}
      <DecideRow node={node} step={step} title={title} items={items} shown={item} />
    </>
  )
}

/** The node that holds this one up, where the problem is not its own. */
const useCulprit = (node: string, items: readonly ItemView[]): string | undefined => {
  const { catalog } = useEditing()
  const id = items.find((item) => item.error?.node !== undefined)?.error?.node
  const culprit = useProject((project) => (id === undefined || id === node ? undefined : project.nodes[id]))
  return culprit && `“${nodeTitle(catalog, culprit)}”`
}

interface Said {
  readonly culprit: string | undefined
  readonly title: string
  /** What is wrong stands where the picture would be. */
  readonly onStage: boolean
}

const saidHere = (line: StateLine, { culprit, title, onStage }: Said): StateLine => {
  if (!line.error) return line
  if (culprit !== undefined) return { ...line, words: `${culprit} cannot run` }
  const { message } = line.error
  if (onStage && line.words.startsWith(message))
    return {
      ...line,
      words: (line.state === 'failed' ? 'failed' : 'cannot run yet') + line.words.slice(message.length),
    }
  return { ...line, words: ownWords(line.words, title) }
}

interface StageProps {
  readonly item: ItemView | undefined
  readonly media: AssetValue | undefined
  readonly type: PortType
  readonly node: Node
  readonly step: Step
  readonly title: string
  readonly culprit: string | undefined
  onLook(): void
}

function Stage({ item, media, type, node, step, title, culprit, onLook }: StageProps) {
  const running = item?.state === 'running'
  const preview = running ? item.preview : undefined
  return (
    <div className={styles.stage} data-type={media?.kind ?? type} data-stale={item?.stale || undefined}>
      {preview !== undefined && <ImageView src={preview} alt={`${title}, so far`} />}
      {preview === undefined && media && <MediaView asset={media} title={title} onLook={onLook} />}
      {preview === undefined && !media && (
        <Empty item={item} type={type} node={node} step={step} title={title} culprit={culprit} />
      )}
      {running && (
        <span className={styles.progress}>
          <ProgressBar label={title} value={item.progress} />
        </span>
      )}
    </div>
  )
}

const signs: Readonly<Partial<Record<PortType, ComponentType>>> = { image: ImageIcon, video: Video, audio: AudioLines }

function Empty({ item, type, node, step, title, culprit }: Omit<StageProps, 'media' | 'onLook'>) {
  const { catalog } = useEditing()
  const Sign = signs[type]
  if (culprit !== undefined) return <p className={styles.emptyStage}>waits for {culprit}</p>
  // What is missing can be typed right below.
  const typed =
    item?.error?.code === 'missing-input' &&
    item.error.field !== undefined &&
    own(step.inputs, item.error.field)?.typed !== undefined
  if (item?.error && !typed) {
    const failed = item.state === 'failed'
    const ofFallback = item.task !== undefined && isOfFallback(item.task)
    const remedy = remedyOf(item.error, { catalog, step, failed, ofFallback })
    const earlier = item.task && failed ? earlierTries(item.task) : []
    const hint = hintOf(item.error, failed)
    return (
      <p className={styles.emptyBad}>
        <strong>{ownWords(item.error.message, title)}</strong>
        {remedy?.do !== 'key' && hint !== undefined && <span>{hint}</span>}
        {remedy && remedy.do !== 'again' && (
          <RemedyButton remedy={remedy} error={item.error} node={node} step={step} item={item.item} />
        )}
        {earlier.map((one) => (
          <span key={one.model}>{earlierText(one, { catalog, title })}</span>
        ))}
      </p>
    )
  }
  if ((item?.state === 'waits' || item?.state === 'queued') && !item.task?.asking)
    return <p className={styles.emptyStage}>{item.state === 'waits' ? 'waits for its inputs' : 'queued'}</p>
  return <p className={styles.emptyStage}>{Sign && item?.state !== 'running' && <Sign />}</p>
}

const stripItem = (item: ItemView, media: AssetValue | undefined): FilmstripItem => ({
  key: item.item ?? '',
  label: `Item ${item.position + 1}`,
  src:
    item.state === 'running' && item.preview !== undefined
      ? item.preview
      : media && media.kind !== 'audio'
        ? posterUrl(media.asset)
        : undefined,
  // An older result is still a result: it is shown, and marked.
  state: item.state === 'idle' ? 'waits' : isOutdated(item) ? 'done' : item.state,
  progress: item.progress,
  tag: isOutdated(item)
    ? 'changed'
    : (item.state === 'done' || item.state === 'reused') && media?.seconds !== undefined
      ? `${Math.round(media.seconds * 10) / 10} s`
      : undefined,
})

const isOutdated = (item: ItemView): boolean => item.state === 'waits' && item.stale && item.outputs !== undefined
