import { errorBody, type ErrorBody } from '@reelgraph/shared'
import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { askUnderWay, forgetKey, type AccountName } from './keys-api.ts'

interface RemoveDialogProps {
  readonly title: string
  readonly name: AccountName
  /** Of its queue. */
  readonly lane: string
  onRemoved(): Promise<void>
  onClose(): void
}

/** A key that is gone has to be typed again, and what is under way with it cannot be fetched. */
export function RemoveDialog({ title, name, lane, onRemoved, onClose }: RemoveDialogProps) {
  const underWay = useUnderWay(lane)
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
      {underWay > 0 && (
        <ErrorNote
          tone="warn"
          title={
            underWay === 1
              ? 'A job is under way with it, and may be paid for.'
              : `${underWay} jobs are under way with it, and may be paid for.`
          }
          hint="The provider goes on. What it makes comes only when the same key is set again."
        />
      )}
      {error && <ErrorNote title={error.message} hint={error.hint} />}
    </Dialog>
  )
}

/** How many jobs a provider has of this account as the question is asked; where that cannot be said, the question stands alone. */
const useUnderWay = (lane: string): number => {
  const [count, setCount] = useState(0)
  useEffect(() => {
    let current = true
    askUnderWay(lane).then(
      (found) => current && setCount(found),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [lane])
  return count
}
