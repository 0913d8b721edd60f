import type { Micros } from '@reelgraph/shared'
import { dollarsOf, microsOf } from '../runs/run-money.ts'
import { announce } from '../ui/announce.ts'
import { LimitForm } from '../ui/limit-form.tsx'
import { setDayCap } from './budget-api.ts'
import { amountText } from './sum-text.ts'

interface DayCapFormProps {
  readonly cap: Micros | undefined
  onChanged(): Promise<void>
}

export function DayCapForm({ cap, onChanged }: DayCapFormProps) {
  return (
    <LimitForm
      label="Most in a day"
      value={cap}
      text={amountText}
      before="$"
      placeholder="5.00"
      typed={dollarsOf}
      parse={microsOf}
      onSave={async (next) => {
        await setDayCap(next)
        await onChanged()
        announce(next === undefined ? 'No daily limit' : `At most ${amountText(next)} a day`)
      }}
    />
  )
}
