import { catalog } from '@reelgraph/nodes/catalog'
import type { AssetValue, Fingerprint, StoredResult } from '@reelgraph/shared'
import Check from 'lucide-react/icons/check'
import Download from 'lucide-react/icons/download'
import { useEffect, useMemo, useState } from 'react'
import { assetUrl, downloadUrl, posterUrl } from '../api/urls.ts'
import { formatMoney } from '../lib/format.ts'
import type { NameOf } from '../runs/node-names.ts'
import { useNow } from '../runs/use-now.ts'
import { useLatest, useTakes } from '../runs/use-runs.ts'
import type { LightboxItem } from '../ui/media/lightbox-props.ts'
import { Lightbox } from '../ui/media/lightbox.tsx'
import { fileName } from './file-name.ts'
import { idOf, looksOf, type LookAt } from './looks.ts'
import { Provenance } from './provenance.tsx'
import { provenanceOf } from './provenance-facts.ts'
import { usePeaks } from '../api/use-peaks.ts'
import styles from './viewer.module.css'

interface ViewerProps {
  readonly node: string
  /** `null` outside a list. */
  readonly item: string | null
  readonly nameOf: NameOf
  /** A file of one's own: looked at without ever having been made. */
  readonly file?: AssetValue | undefined
  /** The other items of the list: up and down. */
  onItem?(item: string | null): void
  /** Makes a take the one that counts. Without it takes are only looked at. */
  onUse?(result: StoredResult): void
  onClose(): void
}

/** Quick look at the result of a node: every take of it, full size, and where each came from. Closes where there is nothing. */
export function Viewer({ node, item: wanted, nameOf, file, onItem, onUse, onClose }: ViewerProps) {
  const latest = useLatest(node)
  const current = latest.find((entry) => entry.item === wanted) ?? latest[0]
  const item = current?.item ?? wanted
  const takes = useTakes(node, item)
  const looks = useMemo(() => {
    const found = looksOf(takes ?? [], current?.outputs)
    return found.length === 0 && file ? [{ id: 'file', take: undefined, result: undefined, value: file }] : found
  }, [takes, current, file])
  const place = `${node} ${item}`
  const [choice, setChoice] = useState<{ readonly place: string; readonly id: string }>()
  const chosen = choice?.place === place ? choice.id : undefined
  const used = current?.fingerprint
  const shown =
    looks.find(({ id }) => id === chosen) ??
    looks.find(({ id }) => used !== undefined && id === idOf(used)) ??
    (takes && takes.length > 0 ? looks.at(-1) : looks[0])
  useItemKeys({ items: latest.map((entry) => entry.item), item, onItem })
  const peaks = usePeaks(
    shown && typeof shown.value !== 'string' && shown.value.kind === 'audio' ? shown.value.asset : undefined,
  )
  const isNothing = looks.length === 0 && takes !== undefined
  useEffect(() => {
    if (isNothing) onClose()
  })
  const { title } = nameOf(node)
  const name = latest.length > 1 ? `${title}, item ${(current?.position ?? 0) + 1} of ${latest.length}` : title
  return (
    <Lightbox
      items={looks.map((look) => lightboxItem({ look, title: name, peaks }))}
      shown={shown?.id}
      onShow={(id) => setChoice({ place, id })}
      onClose={onClose}
      actions={shown && <Actions look={shown} used={used} title={name} onUse={onUse} />}
      aside={shown && (shown.result || typeof shown.value !== 'string') ? <Aside look={shown} /> : undefined}
    />
  )
}

interface Making {
  readonly look: LookAt
  readonly title: string
  readonly peaks: readonly number[]
}

const lightboxItem = ({ look, title, peaks }: Making): LightboxItem => {
  const common = { id: look.id, title, detail: detailOf(look) }
  const { value } = look
  if (typeof value === 'string') return { ...common, kind: 'text', text: value }
  const src = assetUrl(value.asset)
  const seconds = value.seconds !== undefined ? { seconds: value.seconds } : {}
  if (value.kind === 'image') return { ...common, kind: 'image', src }
  if (value.kind === 'audio') return { ...common, kind: 'audio', src, peaks, ...seconds }
  return {
    ...common,
    kind: 'video',
    src,
    poster: posterUrl(value.asset),
    ...seconds,
    ...(value.fps !== undefined && { fps: value.fps }),
  }
}

const detailOf = ({ take, result }: LookAt): string =>
  take === undefined || !result
    ? ''
    : [`take ${take}`, modelTitle(result), formatMoney(result.cost)].filter(Boolean).join(' · ')

const modelTitle = ({ subject }: StoredResult): string =>
  subject.model === undefined ? '' : (catalog.models.get(subject.model)?.title ?? subject.model)

interface ActionsProps {
  readonly look: LookAt
  readonly used: Fingerprint | undefined
  readonly title: string
  readonly onUse: ((result: StoredResult) => void) | undefined
}

function Actions({ look, used, title, onUse }: ActionsProps) {
  const { result, value, take } = look
  const isUsed = result !== undefined && result.fingerprint === used
  return (
    <>
      {isUsed && (
        <span className={styles.used}>
          <Check /> <span className={styles.word}>in use</span>
        </span>
      )}
      {result && !isUsed && onUse && (
        <button type="button" className={styles.button} onClick={() => onUse(result)}>
          Use this take
        </button>
      )}
      {typeof value !== 'string' && (
        <a className={styles.button} href={downloadUrl(value.asset, fileName({ asset: value, title, take }))} download>
          <Download /> <span className={styles.word}>Download</span>
        </a>
      )}
    </>
  )
}

function Aside({ look }: { readonly look: LookAt }) {
  const { result, take = 1, value } = look
  const now = useNow(60_000)
  const facts = useMemo(() => result && provenanceOf({ result, catalog, take, now }), [result, take, now])
  return <Provenance facts={facts} asset={typeof value === 'string' ? undefined : value} />
}

interface ItemKeys {
  readonly items: readonly (string | null)[]
  readonly item: string | null
  readonly onItem: ((item: string | null) => void) | undefined
}

/** Up and down go through the list, as left and right go through the takes. */
const useItemKeys = ({ items, item, onItem }: ItemKeys): void => {
  useEffect(() => {
    if (!onItem) return
    const onKey = (event: KeyboardEvent) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
      if (by === undefined || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
      const next = items[items.indexOf(item) + by]
      if (next === undefined) return
      event.preventDefault()
      onItem(next)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
