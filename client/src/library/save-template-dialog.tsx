import { errorBody, type ErrorBody, type Template } from '@reelgraph/shared'
import { useId, useState, type FormEvent } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { toast } from '../ui/toast.ts'
import { navigate } from '../shell/navigation.ts'
import { pathTo } from '../shell/route.ts'
import styles from './library.module.css'
import { saveAsTemplate } from './template-list.ts'

interface SaveTemplateDialogProps {
  readonly project: { readonly id: string; readonly name: string }
  /** What must be at the server first: edits that are not saved yet. */
  beforeSave?(): Promise<void>
  onSaved?(template: Template): void
  onClose(): void
}

/** Keeps the graph of a project, without its results, to start other projects from. */
export function SaveTemplateDialog({ project, beforeSave, onSaved, onClose }: SaveTemplateDialogProps) {
  const form = useId()
  const [name, setName] = useState(project.name)
  const [summary, setSummary] = useState('')
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<ErrorBody>()
  const save = async () => {
    setSaving(true)
    setError(undefined)
    try {
      await beforeSave?.()
      const template = await saveAsTemplate({ project: project.id, name: name.trim(), summary: summary.trim() })
      toast({
        text: `Saved as template “${template.name}”`,
        tone: 'ok',
        action: { label: 'Show', onAction: () => navigate(pathTo.templates) },
      })
      onSaved?.(template)
      onClose()
    } catch (thrown) {
      setError(errorBody(thrown))
      setSaving(false)
    }
  }
  const fits = name.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (fits && !saving) void save()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Save as template"
      description="Keeps the nodes, wires and settings to start other projects from. Results stay in this project."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} disabled={!fits} loading={saving}>
            Save template
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
            autoFocus
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className={styles.field}>
          <label htmlFor={`${form}-summary`}>What it is for</label>
          <textarea
            id={`${form}-summary`}
            value={summary}
            maxLength={1000}
            placeholder="One or two sentences, shown in the gallery"
            onChange={(event) => setSummary(event.target.value)}
          />
        </div>
      </form>
    </Dialog>
  )
}
