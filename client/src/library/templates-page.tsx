import { errorBody, type OfferedTemplate } from '@reelgraph/shared'
import LayoutTemplate from 'lucide-react/icons/layout-template'
import Plus from 'lucide-react/icons/plus'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { navigate } from '../shell/navigation.ts'
import { Page } from '../shell/page.tsx'
import { pathTo } from '../shell/route.ts'
import { useTitle } from '../shell/use-title.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { toast } from '../ui/toast.ts'
import { usePatient } from './use-patient.ts'
import { CardSkeletons } from './card-skeletons.tsx'
import styles from './library.module.css'
import { NewProjectDialog } from './new-project-dialog.tsx'
import { newProject } from './project-list.ts'
import { refreshing } from './refreshing.ts'
import { TemplateCard } from './template-card.tsx'
import { loadTemplates, removeTemplate, templateList } from './template-list.ts'

export function TemplatesPage() {
  useTitle('Templates')
  const { templates, error } = usePatient(useStore(templateList))
  const [opening, setOpening] = useState<string>()
  const [asking, setAsking] = useState(false)
  useEffect(() => refreshing(loadTemplates), [])
  const open = async ({ id, name }: OfferedTemplate) => {
    setOpening(id)
    try {
      const { project } = await newProject({ template: id, name })
      navigate(pathTo.project(project.id))
    } catch (thrown) {
      const { message, hint } = errorBody(thrown)
      toast({ text: hint ? `${message} ${hint}` : message, tone: 'bad' })
      setOpening(undefined)
    }
  }
  const own = templates?.filter((template) => !template.builtIn) ?? []
  const given = templates?.filter((template) => template.builtIn) ?? []
  const card = (template: OfferedTemplate) => (
    <TemplateCard
      key={template.id}
      template={template}
      busy={opening === template.id}
      onOpen={() => void open(template)}
      {...(!template.builtIn && { onDelete: () => void removeTemplate(template) })}
    />
  )
  return (
    <Page current="templates">
      <header className={styles.head}>
        <div className={styles.words}>
          <h1 className={styles.title}>Templates</h1>
          <p className={styles.lead}>Open one, press Run, then make it yours.</p>
        </div>
        <Button icon={<Plus />} onClick={() => setAsking(true)}>
          Empty canvas
        </Button>
      </header>
      {error && (
        <div className={styles.notes}>
          <ErrorNote
            title={error.message}
            hint={error.hint}
            action={
              <Button size="small" onClick={() => void loadTemplates()}>
                Try again
              </Button>
            }
          />
        </div>
      )}
      {!templates && !error && <CardSkeletons label="Loading templates" />}
      {given.length > 0 && <ul className={styles.grid}>{given.map(card)}</ul>}
      {templates && (
        <>
          <h2 className={styles.section}>Your templates</h2>
          {own.length > 0 ? (
            <ul className={styles.grid}>{own.map(card)}</ul>
          ) : (
            <EmptyState icon={<LayoutTemplate />} title="None yet">
              “Save as template” in the menu of a project keeps its nodes and wires to start others from.
            </EmptyState>
          )}
        </>
      )}
      {asking && <NewProjectDialog onClose={() => setAsking(false)} />}
    </Page>
  )
}
