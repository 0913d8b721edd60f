import { useState } from 'react'
import type { RunId } from '@reelgraph/shared'
import { Button } from '../../ui/button.tsx'
import { useEditing } from '../editor-context.ts'
import { AgainAllDialog } from './again-all-dialog.tsx'
import { answersForAll, type AnswerForAll } from './answers-for-all.ts'
import { questionOf, SHOWN, type AskedItem } from './asked-items.ts'
import styles from './decide.module.css'
import { useDecide } from './use-decide.ts'
import { useSettled } from './use-settled.ts'

interface AnswerAllProps {
  readonly run: RunId
  readonly asked: readonly AskedItem[]
}

/** One answer for every item that asks the same. */
export function AnswerAll({ run, asked }: AnswerAllProps) {
  const { catalog } = useEditing()
  const answers = answersForAll(asked, catalog)
  if (answers.length === 0) return
  // they stand behind as many rows as there are, and beside each other
  const place = [Math.min(asked.length, SHOWN), ...answers.map(({ label }) => label)].join(' ')
  return (
    <div className={styles.answers}>
      {answers.map((answer) => (
        <One key={`${answer.label} ${answer.asked[0]?.item}`} run={run} answer={answer} place={place} />
      ))}
    </div>
  )
}

interface OneProps {
  readonly run: RunId
  readonly answer: AnswerForAll
  /** Where the button stands follows from this. */
  readonly place: string
}

function One({ run, answer, place }: OneProps) {
  const { label, detail, asked, decision, risky } = answer
  const [open, setOpen] = useState(false)
  const { busy, decide } = useDecide({ run, question: asked.map(questionOf).join(' ') })
  const settled = useSettled(place)
  const send = () => {
    setOpen(false)
    void decide(asked, decision)
  }
  return (
    <>
      <Button
        size="small"
        variant="ghost"
        detail={detail}
        disabled={busy || !settled}
        onClick={risky ? () => setOpen(true) : send}
      >
        {label}
      </Button>
      {open && <AgainAllDialog asked={asked} onAgain={send} onClose={() => setOpen(false)} />}
    </>
  )
}
