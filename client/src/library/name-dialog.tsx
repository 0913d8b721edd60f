import { useId, useState, type FormEvent } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import styles from './library.module.css'

interface NameDialogProps {
  readonly title: string
  readonly action: string
  readonly name: string
  onName(name: string): void
  onClose(): void
}

/** Asks for one name. */
export function NameDialog({ title, action, name: before, onName, onClose }: NameDialogProps) {
  const form = useId()
  const [name, setName] = useState(before)
  const fits = name.trim() !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!fits) return
    onClose()
    if (name.trim() !== before) onName(name.trim())
  }
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} disabled={!fits}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.fields} onSubmit={submit}>
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
      </form>
    </Dialog>
  )
}
