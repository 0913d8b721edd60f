import type { ProjectId } from '@reelgraph/shared'
import { useState } from 'react'
import { useStore } from 'zustand'
import { AskAgain } from '../ui/ask-again.tsx'
import { Button } from '../ui/button.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Select } from '../widgets/select/select.tsx'
import styles from './costs.module.css'
import { dayText } from './days.ts'
import { EntryRow } from './entry-row.tsx'
import { projectName, projects as knownProjects, providerTitle } from './names.ts'
import { useEntries } from './use-entries.ts'

interface EntriesListProps {
  readonly projects: readonly ProjectId[]
  readonly providers: readonly string[]
  /** Newest first. */
  readonly days: readonly string[]
}

/** Every request behind the sums. */
export function EntriesList({ projects, providers, days }: EntriesListProps) {
  const [project, setProject] = useState<ProjectId>()
  const [provider, setProvider] = useState<string>()
  const [day, setDay] = useState<string>()
  const known = useStore(knownProjects)
  const { entries, error, more, loading, reload, loadMore } = useEntries({
    only: 'all',
    ...(project !== undefined && { project }),
    ...(provider !== undefined && { provider }),
    ...(day !== undefined && { day }),
  })
  return (
    <section className={styles.box} aria-labelledby="costs-entries">
      <h2 id="costs-entries" className={styles.boxTitle}>
        Every request
      </h2>
      <div className={styles.filters}>
        <Select
          label="Project"
          none="All projects"
          choices={projects.map((id) => ({ value: id, label: projectName(known[id]) }))}
          value={project}
          onChange={(value) => setProject(projects.find((id) => id === value))}
        />
        <Select
          label="Provider"
          none="All providers"
          choices={providers.map((id) => ({ value: id, label: providerTitle(id) }))}
          value={provider}
          onChange={(value) => setProvider(providers.find((id) => id === value))}
        />
        <Select
          label="Day"
          none="All days"
          choices={days.map((one) => ({ value: one, label: dayText(one) }))}
          value={day}
          onChange={(value) => setDay(days.find((one) => one === value))}
        />
      </div>
      {error && <AskAgain error={error} onAgain={reload} />}
      {!entries && !error && (
        <div className={styles.waiting} aria-busy="true" aria-label="Loading requests">
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} height={36} radius={8} />
          ))}
        </div>
      )}
      {entries?.length === 0 && <p className={styles.small}>No request fits these choices.</p>}
      <ul className={styles.entries}>
        {entries?.map((entry) => (
          <EntryRow key={entry.key} entry={entry} detailed={false} />
        ))}
      </ul>
      {more && (
        <Button size="small" loading={loading} onClick={() => void loadMore()}>
          Show older
        </Button>
      )}
    </section>
  )
}
