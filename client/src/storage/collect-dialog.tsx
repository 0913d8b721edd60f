import {
  collectStorage,
  errorBody,
  type Amount,
  type ErrorBody,
  type Storage,
  type StorageWish,
} from '@reelgraph/shared'
import { useState } from 'react'
import { call } from '../api/call.ts'
import { formatBytes } from '../lib/format.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { goingText } from './amount-words.ts'

export interface Collected {
  readonly deleted: { readonly assets: Amount; readonly results: Amount }
  readonly storage: Storage
}

interface CollectDialogProps {
  readonly storage: Storage
  readonly what: StorageWish
  onCollected(collected: Collected): void
  /** What was shown is not true any more. */
  onOutdated(): void
  onClose(): void
}

const NONE: Amount = { count: 0, bytes: 0 }

const goingOf = ({ collectable: { assets, results }, total, limitBytes = 0 }: Storage, what: StorageWish): string => {
  switch (what) {
    case 'assets':
      return goingText({ assets, results: NONE })
    case 'results':
      return goingText({ assets: NONE, results })
    case 'both':
      return goingText({ assets, results })
    case 'to-limit':
      return `about ${formatBytes(Math.min(assets.bytes + results.bytes, total.assets.bytes - limitBytes))}`
  }
}

/** Asks once more, with the exact sizes, before anything is deleted. */
export function CollectDialog({ storage, what, onCollected, onOutdated, onClose }: CollectDialogProps) {
  const [error, setError] = useState<ErrorBody>()
  const [busy, setBusy] = useState(false)
  const going = goingOf(storage, what)
  const collect = async () => {
    setBusy(true)
    setError(undefined)
    try {
      onCollected(await call(collectStorage, { body: { survey: storage.survey, what } }))
    } catch (thrown) {
      const body = errorBody(thrown)
      setError(body)
      setBusy(false)
      if (body.code === 'conflict') onOutdated()
    }
  }
  return (
    <Dialog
      open
      size="small"
      title={`Delete ${going}?`}
      description={
        what === 'assets'
          ? 'No project, template, result or change that can be undone names these files. They cannot be brought back.'
          : 'Nothing that is shown, chosen, locked or paid for goes. A step whose earlier result is gone makes it again, for nothing, when it is wanted. There is no other way back.'
      }
      onClose={() => !busy && onClose()}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button variant="danger" loading={busy} onClick={() => void collect()}>
            Delete
          </Button>
        </>
      }
    >
      {error && <ErrorNote title={error.message} hint={error.hint} />}
    </Dialog>
  )
}
