import Download from 'lucide-react/icons/download'
import { isAssetValue, nodeTitle, type AssetValue, type Value } from '@reelgraph/shared'
import { assetUrl, downloadUrl, posterUrl } from '../api/urls.ts'
import { useTakes } from '../runs/use-runs.ts'
import { formatMoney } from '../lib/format.ts'
import { Lightbox, type LightboxItem } from '../ui/media/lightbox.tsx'
import { fileNameOf, mediaOf, valuesOf } from './card/media-of.ts'
import { useItems } from './card/use-items.ts'
import { usePeaks } from './card/use-peaks.ts'
import { useEditing, useNode } from './editor-context.ts'
import { NO_OVERLAY, type Overlay } from './session/session-store.ts'
import { useEffect, useState } from 'react'

interface Shown {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly value: Value
}

/** A result in full: the items of a list to leaf through, else the takes. */
export function QuickLook({ overlay }: { readonly overlay: Extract<Overlay, { of: 'look' }> }) {
  const { session, catalog } = useEditing()
  const node = useNode(overlay.node)
  const items = useItems(overlay.node)
  const takes = useTakes(overlay.node, items.length === 1 ? (items[0]?.item ?? null) : overlay.item)
  const close = () => session.setState({ overlay: NO_OVERLAY })
  const step = node && catalog.stepOf(node)
  const ports = step && !('missing' in step) ? step.outputs : {}
  const title = node ? nodeTitle(catalog, node) : ''
  const [port] = Object.keys(ports)
  const valueOf = (outputs: Parameters<typeof mediaOf>[0]): Value | undefined => mediaOf(outputs, ports)[0] ?? valuesOf(outputs, port ?? '')[0]
  const shown: Shown[] = []
  if (node && isAssetValue(node.params.asset)) shown.push({ id: 'file', title, value: node.params.asset })
  else if (items.length > 1) {
    for (const item of items) {
      const value = valueOf(item.outputs)
      if (value !== undefined) shown.push({ id: item.item ?? '', title: `${title}, item ${item.position + 1}`, value })
    }
  } else {
    for (const [index, take] of (takes ?? []).entries()) {
      const value = valueOf(take.outputs)
      if (value !== undefined) shown.push({ id: take.fingerprint, title: `${title}, take ${index + 1}`, detail: formatMoney(take.cost), value })
    }
    const value = valueOf(items[0]?.outputs)
    if (shown.length === 0 && value !== undefined) shown.push({ id: items[0]?.fingerprint ?? 'now', title, value })
  }
  const wanted = items.length > 1 ? (overlay.item ?? undefined) : items[0]?.fingerprint
  const [chosen, setChosen] = useState<string>()
  const current = shown.find(({ id }) => id === (chosen ?? wanted)) ?? shown.at(-1)
  const sound = current && isAssetValue(current.value) && current.value.kind === 'audio' ? current.value : undefined
  const peaks = usePeaks(sound?.asset)
  const nothing = shown.length === 0 && (takes !== undefined || items.length !== 1)
  useEffect(() => {
    if (nothing) session.setState({ overlay: NO_OVERLAY })
  }, [nothing, session])
  return (
    <Lightbox
      items={shown.flatMap((entry) => lightboxItem(entry, peaks))}
      shown={current?.id}
      onShow={setChosen}
      onClose={close}
      actions={({ id }) => {
        const asset = shown.find((entry) => entry.id === id)?.value
        return isAssetValue(asset) && <DownloadLink asset={asset} title={title} />
      }}
    />
  )
}

const DownloadLink = ({ asset, title }: { readonly asset: AssetValue; readonly title: string }) => (
  <a href={downloadUrl(asset.asset, fileNameOf(asset, title))} download aria-label={`Download ${title}`} style={{ display: 'inline-flex', color: 'inherit', padding: 8 }}>
    <Download />
  </a>
)

const lightboxItem = ({ id, title, detail, value }: Shown, peaks: readonly number[]): readonly LightboxItem[] => {
  const common = { id, title, ...(detail !== undefined && { detail }) }
  if (typeof value === 'string') return [{ ...common, kind: 'text', text: value }]
  if (!isAssetValue(value)) return [{ ...common, kind: 'text', text: JSON.stringify(value, null, 2) }]
  const src = assetUrl(value.asset)
  const seconds = value.seconds === undefined ? {} : { seconds: value.seconds }
  if (value.kind === 'image') return [{ ...common, kind: 'image', src }]
  if (value.kind === 'audio') return [{ ...common, kind: 'audio', src, peaks, ...seconds }]
  return [{ ...common, kind: 'video', src, poster: posterUrl(value.asset), ...seconds, ...(value.fps !== undefined && { fps: value.fps }) }]
}
