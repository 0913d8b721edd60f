import { useEffect, useState } from 'react'
import { onAnnounce } from './announce.ts'
import { VisuallyHidden } from './visually-hidden.tsx'

interface Spoken {
  readonly text: string
  readonly count: number
}
const silence: Spoken = { text: '', count: 0 }

/** Where `announce()` is heard. Once in the app, before anything is announced. */
export function LiveRegion() {
  const [polite, setPolite] = useState(silence)
  const [assertive, setAssertive] = useState(silence)
  useEffect(
    () =>
      onAnnounce(({ text, urgency }) => {
        const set = urgency === 'polite' ? setPolite : setAssertive
        set(({ count }) => ({ text, count: count + 1 }))
      }),
    [],
  )
  // A new key makes the same sentence count as new.
  return (
    <VisuallyHidden>
      <span role="status" aria-live="polite">
        <span key={polite.count}>{polite.text}</span>
      </span>
      <span role="alert" aria-live="assertive">
        <span key={assertive.count}>{assertive.text}</span>
      </span>
    </VisuallyHidden>
  )
}
