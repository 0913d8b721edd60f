import { nodeTitle, whoShows } from '@reelgraph/shared'
import { useCallback, useState } from 'react'
import { call } from '../../api/call.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { useRuns } from '../../runs/use-runs.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { useItems } from '../card/use-items.ts'
import { useEditing, useNode } from '../editor-context.ts'
import { forgetText } from './forget-text.ts'
import { NO_OVERLAY, type Overlay } from '../session/session-store.ts'

/** Results are facts, and no undo brings one back: dropping one says what it cost. */
export function ForgetDialog({ overlay }: { readonly overlay: Extract<Overlay, { of: 'forget' }> }) {
  const { session, catalog } = useEditing()
  const { actions, state } = useRuns()
  const [busy, setBusy] = useState(false)
  const { fingerprint } = overlay.result
  const { answer, error } = useAnswer(
    useCallback(() => call(whoShows, { params: { id: state.project, fingerprint } }), [state, fingerprint]),
  )
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
  const shown = items.some((item) => item.fingerprint === fingerprint)
  const text = forgetText({ cost: result.cost, shown, others: answer?.projects })
  return (
    <Dialog
      open
      size="small"
      onClose={close}
      title={`Forget take ${take} of “${nodeTitle(catalog, node)}”?`}
      description={error && !answer ? `${text} Whether other projects show it could not be found out.` : text}
      actions={
        <>
          <Button onClick={close}>Keep it</Button>
          <Button variant="danger" loading={busy} disabled={!answer && !error} onClick={() => void forget()}>
            Forget it
          </Button>
        </>
      }
    />
  )
}
