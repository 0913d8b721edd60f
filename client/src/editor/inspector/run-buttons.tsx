import { Button } from '../../ui/button.tsx'
import { availability } from '../commands/command.ts'
import { commandOf } from '../commands/commands.ts'
import { useEditing } from '../editor-context.ts'
import styles from './inspector.module.css'

const BUTTONS = [
  ['run-only', 'Run this'],
  ['run-to', 'Up to here'],
  ['run-from', 'From here'],
  ['reroll', 'Re-roll'],
] as const

export function RunButtons({ title }: { readonly title: string }) {
  const editing = useEditing()
  return (
    <div className={styles.buttons} role="group" aria-label={`Run ${title}`}>
      {BUTTONS.map(([id, label]) => {
        const { ok, reason } = availability(commandOf(id), editing)
        return (
          <Button key={id} disabled={!ok} title={reason} onClick={() => commandOf(id).run(editing)}>
            {label}
          </Button>
        )
      })}
    </div>
  )
}
