import { lazy, Suspense } from 'react'
import { pinOps } from './document/edits/takes.ts'
import { useEditing } from './editor-context.ts'
import { NO_OVERLAY, type Overlay } from './session/session-store.ts'
import { useNameOf } from './use-names.ts'

const Viewer = lazy(async () => ({ default: (await import('../viewer/viewer.tsx')).Viewer }))

/** A result in full: takes to leaf through, items above and below. */
export function QuickLook({ overlay }: { readonly overlay: Extract<Overlay, { of: 'look' }> }) {
  const { session, document } = useEditing()
  const nameOf = useNameOf()
  const { node: id, item } = overlay
  return (
    <Suspense>
      <Viewer
        node={id}
        item={item}
        nameOf={nameOf}
        onItem={(next) => session.setState({ overlay: { of: 'look', node: id, item: next } })}
        onUse={(result) => {
          const node = document.project.nodes[id]
          if (node) document.commit('Choose take', pinOps(node, result.item, result.fingerprint))
        }}
        onClose={() => session.setState({ overlay: NO_OVERLAY })}
      />
    </Suspense>
  )
}
