import { changeSettings } from '@reelgraph/shared'
import { call } from '../api/call.ts'
import { formatBytes } from '../lib/format.ts'
import { announce } from '../ui/announce.ts'
import { LimitForm } from '../ui/limit-form.tsx'
import { bytesOfGigabytes, gigabytesOf } from './amount-words.ts'

interface StorageLimitFormProps {
  readonly bytes: number | undefined
  onChanged(): Promise<void>
}

export const StorageLimitForm = ({ bytes, onChanged }: StorageLimitFormProps) => (
  <LimitForm
    label="Most on this disk"
    value={bytes}
    text={formatBytes}
    after="GB"
    placeholder="50"
    typed={gigabytesOf}
    parse={bytesOfGigabytes}
    onSave={async (next) => {
      await call(changeSettings, { body: { storageLimitBytes: next ?? null } })
      await onChanged()
      announce(next === undefined ? 'No storage limit' : `At most ${formatBytes(next)}`)
    }}
  />
)
