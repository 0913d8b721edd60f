import type { LedgerEntry } from '@reelgraph/shared'
import Copy from 'lucide-react/icons/copy'
import { formatAgo } from '../lib/format.ts'
import { useNow } from '../runs/use-now.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { StateDot, type StepState } from '../ui/state-dot.tsx'
import { tipProps } from '../ui/tip-props.ts'
import { toast } from '../ui/toast.ts'
import styles from './costs.module.css'
import { modelTitle, providerTitle, stepName } from './names.ts'
import { ProjectLink } from './project-link.tsx'
import { costText, stateText } from './sum-text.ts'
import { useProjectById } from './use-project.ts'

const DOTS: Readonly<Record<LedgerEntry['state'], StepState>> = {
  open: 'running',
  succeeded: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  unknown: 'unknown',
  'written-off': 'cancelled',
}

interface EntryRowProps {
  readonly entry: LedgerEntry
  /** What went wrong stands with it, and what to ask the provider about. */
  readonly detailed: boolean
}

/** One request to a provider: for what, when, how it ended, and what it cost. */
export function EntryRow({ entry, detailed }: EntryRowProps) {
  const project = useProjectById(entry.project)
  const now = useNow(30_000)
  return (
    <li className={styles.entry}>
      <StateDot state={DOTS[entry.state]} />
      <div className={styles.about}>
        <p className={styles.what}>
          {modelTitle(entry.model)} <span className={styles.quiet}>{providerTitle(entry.provider)}</span>
        </p>
        <p className={styles.small}>
          {stepName(project, entry.node, entry.item)} in <ProjectLink id={entry.project} />
          {entry.attempt > 1 && `, try ${entry.attempt}`}
        </p>
        {detailed && entry.error && <p className={styles.reason}>{entry.error.message}</p>}
        {detailed && entry.requestId !== undefined && <RequestId id={entry.requestId} />}
      </div>
      <div className={styles.end}>
        <p className={styles.amount}>{costText(entry)}</p>
        <p className={styles.small}>
          {stateText[entry.state]}
          {' · '}
          <time
            dateTime={new Date(entry.startedAt).toISOString()}
            {...tipProps({ label: new Date(entry.startedAt).toLocaleString('en-GB') })}
          >
            {formatAgo(entry.startedAt, now)}
          </time>
        </p>
      </div>
    </li>
  )
}

/** The provider’s name for it: what its support asks for first. */
function RequestId({ id }: { readonly id: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(id)
      toast({ text: 'Request id copied', tone: 'ok' })
    } catch {
      toast({ text: 'The browser does not allow copying here: mark the id and copy it by hand.', tone: 'bad' })
    }
  }
  return (
    <p className={styles.request}>
      <span className={styles.small}>Request</span> <code>{id}</code>
      <IconButton size="tiny" label="Copy the request id" icon={<Copy />} onClick={() => void copy()} />
    </p>
  )
}
