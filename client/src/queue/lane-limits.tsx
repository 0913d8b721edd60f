import { changeLane, MOST_STARTS_PER_MINUTE, type LaneState } from '@reelgraph/shared'
import { useId, useState, type FormEvent } from 'react'
import { call } from '../api/call.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/button.tsx'
import { knowLane } from './lane-board.ts'
import { limitsText } from './lane-runs.ts'
import styles from './queue.module.css'
import { reported } from './reported.ts'

const MOST_AT_ONCE = 1000

interface LaneLimitsProps {
  readonly lane: LaneState
  onClose(): void
}

/** How many at once, and how many a minute, on one account. */
export function LaneLimits({ lane, onClose }: LaneLimitsProps) {
  const id = useId()
  const [concurrency, setConcurrency] = useState(String(lane.concurrency))
  const [perMinute, setPerMinute] = useState(String(lane.perMinute ?? ''))
  const [saving, setSaving] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    const done = await reported(async () => {
      const changed = await call(changeLane, {
        params: { id: lane.id },
        body: { concurrency: Number(concurrency), perMinute: perMinute.trim() === '' ? null : Number(perMinute) },
      })
      knowLane(changed)
      announce(`${lane.title}: ${limitsText(changed)}`)
    })
    setSaving(false)
    if (done) onClose()
  }
  return (
    <form className={styles.limits} onSubmit={(event) => void save(event)}>
      <label htmlFor={`${id}width`}>At once</label>
      <input
        id={`${id}width`}
        className="nokey"
        type="number"
        min={1}
        max={MOST_AT_ONCE}
        step={1}
        required
        autoFocus
        value={concurrency}
        onChange={(event) => setConcurrency(event.target.value)}
      />
      <label htmlFor={`${id}rate`}>Starts a minute</label>
      <input
        id={`${id}rate`}
        className="nokey"
        type="number"
        min={1}
        max={MOST_STARTS_PER_MINUTE}
        step={1}
        placeholder="any"
        value={perMinute}
        onChange={(event) => setPerMinute(event.target.value)}
      />
      <span className={styles.buttons}>
        <Button size="small" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button size="small" type="submit" loading={saving}>
          Save
        </Button>
      </span>
    </form>
  )
}
