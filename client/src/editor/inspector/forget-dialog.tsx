import { nodeTitle } from '@reelgraph/shared'
import { useState } from 'react'
import { formatMoney } from '../../lib/format.ts'
import { useRuns } from '../../runs/use-runs.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { useItems } from '../card/use-items.ts'
import { useEditing, useNode } from '../editor-context.ts'
import { NO_OVERLAY, type Overlay } from '../session/session-store.ts'

/** Results are facts, and no undo brings one back: dropping one says what it cost. */
export function ForgetDialog({ overlay }: { readonly overlay: Extract<Overlay, { of: 'forget' }> }) {
  const { session, catalog } = useEditing()
  const { actions } = useRuns()
  const [busy, setBusy] = useState(false)
  const node = useNode(overlay.node)
  const items = useItems(overlay.node)
  if (!node) return
  const { result, take } = overlay
  const close = () => session.setState({ overlay: NO_OVERLAY })
  const forget = async () => {
    setBusy(true)
    const gone = await actions.forget(node.id, result.fingerprint)
    close()
    if (gone) toast({ text: `Take ${take} of “${nodeTitle(catalog, node)}” is forgotten.` })
  }
  const cost =
    result.cost > 0
      ? `It cost ${formatMoney(result.cost)}, and to make it again would cost as much again.`
      : 'It cost nothing.'
  const shown = items.some(({ fingerprint }) => fingerprint === result.fingerprint)
    ? ' The node shows it now, and what follows it is made of it.'
    : ''
  return (
    <Dialog
      open
      size="small"
      onClose={close}
      title={`Forget take ${take} of “${nodeTitle(catalog, node)}”?`}
      description={`${cost}${shown} This cannot be undone.`}
      actions={
        <>
          <Button onClick={close}>Keep it</Button>
          <Button variant="danger" loading={busy} onClick={() => void forget()}>
            Forget it
          </Button>
        </>
      }
    />
  )
}
