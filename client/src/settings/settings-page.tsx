import { getSettings } from '@reelgraph/shared'
import ChevronRight from 'lucide-react/icons/chevron-right'
import type { ReactNode } from 'react'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { DayCapForm } from '../costs/day-cap-form.tsx'
import { Link } from '../shell/link.tsx'
import { Page } from '../shell/page.tsx'
import { pathTo } from '../shell/route.ts'
import { useTitle } from '../shell/use-title.ts'
import { StorageLimitForm } from '../storage/storage-limit-form.tsx'
import { AskAgain } from '../ui/ask-again.tsx'
import { SegmentedControl, type Segment } from '../ui/segmented.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { setThemeChoice, useThemeChoice, type ThemeChoice } from '../ui/theme.ts'
import { AccountHead } from './account-head.tsx'
import styles from './settings.module.css'

const ask = () => call(getSettings)

const THEMES: readonly Segment<ThemeChoice>[] = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
  { value: 'system', label: 'As the system' },
]

/** What holds for all projects of this machine. */
export function SettingsPage() {
  useTitle('Settings')
  const { answer, error, reload } = useAnswer(ask)
  const theme = useThemeChoice()
  return (
    <Page current="settings">
      <AccountHead current="settings">What holds for all projects on this machine.</AccountHead>
      {error && (
        <div className={styles.note}>
          <AskAgain error={error} onAgain={reload} />
        </div>
      )}
      <div className={styles.box}>
        <Row
          title="Spending"
          more={<More to={pathTo.costs}>Costs</More>}
          hint="Before a request goes to a provider its price is set aside. What would go beyond the limit of the day is held, and asks."
        >
          <span className={styles.label}>Most in a day</span>
          {answer ? (
            <DayCapForm cap={answer.dayCap} onChanged={reload} />
          ) : (
            !error && <Skeleton width={90} height={28} />
          )}
        </Row>
        <Row
          title="Keys"
          more={<More to={pathTo.keys}>Keys</More>}
          hint="Steps that use a service run on your own account there."
        />
        <Row
          title="Storage"
          more={<More to={pathTo.storage}>Storage</More>}
          hint="Above the limit, files that nothing uses and earlier results of free steps go by themselves, least recently used first. What was paid for stays."
        >
          <span className={styles.label}>Most on this disk</span>
          {answer ? (
            <StorageLimitForm bytes={answer.storageLimitBytes} onChanged={reload} />
          ) : (
            !error && <Skeleton width={90} height={28} />
          )}
        </Row>
        <Row title="Appearance" hint="Of this browser.">
          <SegmentedControl label="Theme" segments={THEMES} value={theme} onChange={setThemeChoice} />
        </Row>
      </div>
    </Page>
  )
}

interface RowProps {
  readonly title: string
  readonly hint: string
  /** The way to the whole of it. */
  readonly more?: ReactNode
  readonly children?: ReactNode
}

const Row = ({ title, hint, more, children }: RowProps) => (
  <section className={styles.row} aria-label={title}>
    <div className={styles.about}>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.hint}>{hint}</p>
      {more}
    </div>
    {children !== undefined && <div className={styles.setting}>{children}</div>}
  </section>
)

const More = ({ to, children }: { readonly to: string; readonly children: ReactNode }) => (
  <Link to={to} className={styles.more}>
    {children}
    <ChevronRight />
  </Link>
)
