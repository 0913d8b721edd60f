import type { ProjectSummary } from '@reelgraph/shared'
import Clapperboard from 'lucide-react/icons/clapperboard'
import Plus from 'lucide-react/icons/plus'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useNow } from '../runs/use-now.ts'
import { navigate } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { pathTo } from '../shell/route.ts'
import { useTitle } from '../shell/use-title.ts'
import { AskAgain } from '../ui/ask-again.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { usePatient } from './use-patient.ts'
import { CardSkeletons } from './card-skeletons.tsx'
import styles from './library.module.css'
import { NameDialog } from './name-dialog.tsx'
import { NewProjectDialog } from './new-project-dialog.tsx'
import { ProjectCard } from './project-card.tsx'
import { loadProjects, projectList, renameProject } from './project-list.ts'
import { SaveTemplateDialog } from './save-template-dialog.tsx'
import { refreshing } from './refreshing.ts'

type Asking = { readonly what: 'new' } | { readonly what: 'rename' | 'template'; readonly project: ProjectSummary }

export function ProjectsPage() {
  useTitle('Projects')
  const { projects, unreadable, error } = usePatient(useStore(projectList))
  const [asking, setAsking] = useState<Asking>()
  const now = useNow(30_000)
  useEffect(() => refreshing(loadProjects), [])
  const close = () => setAsking(undefined)
  return (
    <Page current="projects">
      <header className={styles.head}>
        <div className={styles.words}>
          <h1 className={styles.title}>Projects</h1>
        </div>
        <Button variant="primary" icon={<Plus />} onClick={() => setAsking({ what: 'new' })}>
          New project
        </Button>
      </header>
      {(error ?? unreadable.length > 0) && (
        <div className={styles.notes}>
          {error && <AskAgain error={error} onAgain={loadProjects} />}
          {unreadable.map((entry) => (
            <ErrorNote
              key={entry.id}
              tone="warn"
              title={entry.error.message}
              hint={entry.error.hint}
              {...(entry.error.detail !== undefined && {
                detail:
                  typeof entry.error.detail === 'string'
                    ? entry.error.detail
                    : JSON.stringify(entry.error.detail, null, 2),
              })}
            />
          ))}
        </div>
      )}
      {!projects && !error && <CardSkeletons label="Loading projects" />}
      {projects?.length === 0 && (
        <div className={styles.fill}>
          <EmptyState
            icon={<Clapperboard />}
            title="No projects yet"
            action={
              <Button variant="primary" onClick={() => navigate(pathTo.templates)}>
                Choose a template
              </Button>
            }
          >
            A template makes a film in under a minute. An empty canvas waits under “New project”.
          </EmptyState>
        </div>
      )}
      {projects && projects.length > 0 && (
        <ul className={styles.grid}>
          {projects.map((project) => (
            <ProjectCard
              key={project.id}
              project={project}
              now={now}
              onRename={() => setAsking({ what: 'rename', project })}
              onSaveTemplate={() => setAsking({ what: 'template', project })}
            />
          ))}
        </ul>
      )}
      {asking?.what === 'new' && <NewProjectDialog onClose={close} />}
      {asking?.what === 'template' && <SaveTemplateDialog project={asking.project} onClose={close} />}
      {asking?.what === 'rename' && (
        <NameDialog
          title="Rename project"
          action="Rename"
          name={asking.project.name}
          onName={(name) => void renameProject({ id: asking.project.id, name })}
          onClose={close}
        />
      )}
    </Page>
  )
}
