import Plus from 'lucide-react/icons/plus'
import X from 'lucide-react/icons/x'
import { useState } from 'react'
import type { OutputPorts } from '@reelgraph/shared'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { GrowingText } from '../../ui/growing-text.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { AnswerProps } from './agree-dialog.tsx'
import styles from './decide.module.css'
import {
  draftProblem,
  editedOutputs,
  textDrafts,
  without,
  withRow,
  withText,
  type TextDraft,
  type TextRow,
} from './edited-texts.ts'

/** What a step wrote, changed by a person before it goes on. */
export function EditDialog({ task, title, ports, onAnswer, onClose }: AnswerProps & { readonly ports: OutputPorts }) {
  const outputs = task.outputs ?? {}
  const [drafts, setDrafts] = useState(() => textDrafts(outputs, ports))
  const problem = draftProblem(drafts)
  const change = (next: TextDraft) => setDrafts(drafts.map((draft) => (draft.port === next.port ? next : draft)))
  return (
    <Dialog
      open
      size="large"
      onClose={onClose}
      title={`Edit what “${title}” wrote`}
      description="What comes after it goes on with your words. What the step made is kept."
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            disabled={problem !== undefined}
            onClick={() => onAnswer({ decision: 'edit', outputs: editedOutputs(outputs, drafts) })}
          >
            Go on with this
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {drafts.map((draft) => (
          <Texts key={draft.port} draft={draft} alone={drafts.length === 1} onChange={change} />
        ))}
        {problem !== undefined && (
          <p className={styles.problem} role="status">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  )
}

interface TextsProps {
  readonly draft: TextDraft
  /** There is no other output: its name says nothing. */
  readonly alone: boolean
  onChange(draft: TextDraft): void
}

const Texts = ({ draft, alone, onChange }: TextsProps) => (
  <section className={styles.texts} aria-label={draft.title}>
    {!alone && <h3 className={styles.label}>{draft.title}</h3>}
    {draft.rows.map((row, position) => (
      <Text key={row.key} draft={draft} row={row} position={position} onChange={onChange} />
    ))}
    {draft.list && (
      <div>
        <Button size="small" icon={<Plus />} onClick={() => onChange(withRow(draft))}>
          Add a text
        </Button>
      </div>
    )}
  </section>
)

interface TextProps extends Omit<TextsProps, 'alone'> {
  readonly row: TextRow
  readonly position: number
}

const Text = ({ draft, row, position, onChange }: TextProps) => (
  <div className={styles.textRow}>
    {draft.list && <span className={styles.number}>{position + 1}</span>}
    <GrowingText
      className={styles.text}
      aria-label={draft.list ? `${draft.title} ${position + 1}` : draft.title}
      value={row.text}
      rows={draft.list ? 1 : 6}
      // What was just added is there to be written.
      autoFocus={row.text === '' && draft.list}
      onChange={(event) => onChange(withText(draft, row.key, event.target.value))}
    />
    {draft.list && (
      <IconButton
        size="small"
        label={`Remove ${position + 1}`}
        icon={<X />}
        onClick={() => onChange(without(draft, row.key))}
      />
    )}
  </div>
)
