import { isAssetValue } from '@reelgraph/shared'
import { Viewer } from '../viewer/viewer.tsx'
import { pinOps } from './document/edits/takes.ts'
import { useEditing, useNode } from './editor-context.ts'
import { NO_OVERLAY, type Overlay } from './session/session-store.ts'
import { useNameOf } from './use-names.ts'

/** A result in full, with all its takes; up and down go through the items of a list. */
export function QuickLook({ overlay }: { readonly overlay: Extract<Overlay, { of: 'look' }> }) {
  const { session, document } = useEditing()
  const node = useNode(overlay.node)
  const nameOf = useNameOf()
  const file = node?.params.asset
  return (
    <Viewer
      node={overlay.node}
      item={overlay.item}
      nameOf={nameOf}
      file={isAssetValue(file) ? file : undefined}
      onItem={(item) => {
        session.setState({ overlay: { ...overlay, item } })
        if (item !== null) session.setState(({ items }) => ({ items: { ...items, [overlay.node]: item } }))
      }}
      onUse={({ item, fingerprint }) => node && document.commit('Choose a take', pinOps(node, item, fingerprint))}
      onClose={() => session.setState({ overlay: NO_OVERLAY })}
    />
  )
}
