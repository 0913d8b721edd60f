import { errorBody, type ErrorBody } from '@reelgraph/shared'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { forgetKey, type AccountName } from './keys-api.ts'

interface RemoveDialogProps {
  readonly title: string
  readonly name: AccountName
  onRemoved(): Promise<void>
  onClose(): void
}

/** A key that is gone has to be typed again, and what is under way with it cannot be fetched. */
export function RemoveDialog({ title, name, onRemoved, onClose }: RemoveDialogProps) {
  const [error, setError] = useState<ErrorBody>()
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    setError(undefined)
    try {
      await forgetKey(name)
      await onRemoved()
    } catch (thrown) {
      setError(errorBody(thrown))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      size="small"
      title={`Remove the key of ${title}?`}
      description="It is deleted from this machine and stays valid at the provider. What was begun with it cannot be fetched without it."
      onClose={() => !busy && onClose()}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button variant="danger" loading={busy} onClick={() => void remove()}>
            Remove
          </Button>
        </>
      }
    >
      {error && <ErrorNote title={error.message} hint={error.hint} />}
    </Dialog>
  )
}
