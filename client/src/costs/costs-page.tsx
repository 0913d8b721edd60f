import { getLedger } from '@reelgraph/shared'
import Coins from 'lucide-react/icons/coins'
import { call } from '../api/call.ts'
import { useAnswer } from '../api/use-answer.ts'
import { AccountHead } from '../settings/account-head.tsx'
import { Page } from '../shell/page.tsx'
import { useTitle } from '../shell/use-title.ts'
import { AskAgain } from '../ui/ask-again.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import styles from './costs.module.css'
import { DayChart } from './day-chart.tsx'
import { lastDays } from './days.ts'
import { EntriesList } from './entries-list.tsx'
import { providerTitle } from './names.ts'
import { PlainSums } from './plain-sums.tsx'
import { ProjectLink } from './project-link.tsx'
import { ProjectSums } from './project-sums.tsx'
import { amountText, openText, requestsText } from './sum-text.ts'
import { TodayBox } from './today-box.tsx'
import { TroubleList } from './trouble-list.tsx'

const DAYS = 30
const RUNS = 8

const ask = () => call(getLedger)

/** What was spent at providers, beside every limit it runs against. */
export function CostsPage() {
  useTitle('Costs')
  const { answer, error, reload } = useAnswer(ask)
  return (
    <Page current="costs">
      <AccountHead current="costs">
        What your projects have spent at providers, counted by this machine. Nothing is begun beyond a limit; what has
        no known price is made one at a time below it.
      </AccountHead>
      {error && (
        <div className={styles.note}>
          <AskAgain error={error} onAgain={reload} />
        </div>
      )}
      {!answer && !error && <Waiting />}
      {answer && (
        <div className={styles.page}>
          <div className={styles.top}>
            <TodayBox sum={answer.today.sum} cap={answer.today.cap} onChanged={reload} />
            <section className={styles.box} aria-labelledby="costs-total">
              <h2 id="costs-total" className={styles.boxTitle}>
                Altogether
              </h2>
              <p className={styles.big}>{amountText(answer.total.settled)}</p>
              <p className={styles.small}>{requestsText(answer.total)}</p>
              <p className={styles.small}>{openText(answer.total)}</p>
            </section>
            <DayChart days={lastDays(answer.days, answer.today.day, DAYS)} />
          </div>
          {answer.total.attempts === 0 && answer.projects.every(({ cap }) => cap === undefined) ? (
            <EmptyState icon={<Coins />} title="Nothing spent yet">
              The draft models are free. As soon as a step asks a paid provider, every request stands here with its
              price.
            </EmptyState>
          ) : (
            <>
              <TroubleList />
              <div className={styles.columns}>
                <ProjectSums projects={answer.projects} onChanged={reload} />
                <PlainSums
                  id="costs-providers"
                  title="Providers"
                  rows={answer.providers.map(({ provider, sum }) => ({
                    ...{ key: provider, name: providerTitle(provider), sum },
                  }))}
                />
                <PlainSums
                  id="costs-runs"
                  title="Latest runs"
                  rows={answer.runs.slice(0, RUNS).map(({ run, project, sum }) => ({
                    ...{ key: run, name: <ProjectLink id={project} />, sum },
                  }))}
                />
              </div>
              <EntriesList
                projects={answer.projects.map(({ project }) => project)}
                providers={answer.providers.map(({ provider }) => provider)}
                days={answer.days.map(({ day }) => day)}
              />
            </>
          )}
        </div>
      )}
    </Page>
  )
}

const Waiting = () => (
  <div className={styles.top} aria-busy="true" aria-label="Loading costs">
    {[0, 1, 2].map((box) => (
      <Skeleton key={box} height={168} radius={13} />
    ))}
  </div>
)
