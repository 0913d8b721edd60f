import { tickingText, type Ticking as Moment } from './task-words.ts'
import { useNow } from './use-now.ts'

/** Counts on while it is shown. Said once by screen readers: it stands in no live region. */
export function Ticking({ ticking }: { readonly ticking: Moment }) {
  const now = useNow(1000)
  return (
    <span>
      {'since' in ticking ? ' · ' : ' '}
      {tickingText(ticking, now)}
    </span>
  )
}
