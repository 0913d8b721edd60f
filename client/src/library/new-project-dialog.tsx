import { errorBody, type ErrorBody, type Template } from '@reelgraph/shared'
import Plus from 'lucide-react/icons/plus'
import { useEffect, useId, useState, type FormEvent } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { navigate } from '../shell/navigation.ts'
import { pathTo } from '../shell/route.ts'
import styles from './library.module.css'
import { Poster } from './poster.tsx'
import { newProject } from './project-list.ts'
import { loadTemplates, templateList } from './template-list.ts'

interface NewProjectDialogProps {
  onClose(): void
  /** The template that is chosen at first; without it an empty canvas. */
  readonly template?: Template
}

/** Names a new project, says what it begins with, and opens it. */
export function NewProjectDialog({ onClose, template: given }: NewProjectDialogProps) {
  const form = useId()
  const templates = useStore(templateList, (state) => state.templates)
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string>(given?.id ?? '')
  const [making, setMaking] = useState(false)
  const [error, setError] = useState<ErrorBody>()
  useEffect(() => {
    if (!templateList.getState().templates) void loadTemplates()
  }, [])
  const template = templates?.find(({ id }) => id === chosen)
  const placeholder = template?.name ?? 'Untitled film'
  const make = async () => {
    setMaking(true)
    try {
      const { project } = await newProject({ name: name.trim() || placeholder, ...(chosen && { template: chosen }) })
      onClose()
      navigate(pathTo.project(project.id))
    } catch (thrown) {
      setError(errorBody(thrown))
      setMaking(false)
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!making) void make()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="New project"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} loading={making}>
            Create
          </Button>
        </>
      }
    >
      <form id={form} className={styles.fields} onSubmit={submit}>
        {error && <ErrorNote title={error.message} hint={error.hint} />}
        <div className={styles.field}>
          <label htmlFor={`${form}-name`}>Name</label>
          <input
            id={`${form}-name`}
            value={name}
            maxLength={200}
            placeholder={placeholder}
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <fieldset className={styles.field}>
          <legend>Begin with</legend>
          <div className={styles.choices}>
            <Choice name={form} label="An empty canvas" checked={chosen === ''} onChoose={() => setChosen('')} />
            {templates?.map((entry) => (
              <Choice
                key={entry.id}
                name={form}
                label={entry.name}
                template={entry}
                checked={chosen === entry.id}
                onChoose={() => setChosen(entry.id)}
              />
            ))}
          </div>
        </fieldset>
      </form>
    </Dialog>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly template?: Template
  readonly checked: boolean
  onChoose(): void
}

const Choice = ({ name, label, template, checked, onChoose }: ChoiceProps) => (
  <label className={styles.choice}>
    <input type="radio" name={name} checked={checked} onChange={onChoose} />
    {template ? (
      <Poster poster={template.poster} graph={template.graph} />
    ) : (
      <Poster poster={undefined} icon={<Plus />} />
    )}
    <span>{label}</span>
  </label>
)
