import AlignCenterHorizontal from 'lucide-react/icons/align-center-horizontal'
import AlignCenterVertical from 'lucide-react/icons/align-center-vertical'
import AlignEndHorizontal from 'lucide-react/icons/align-end-horizontal'
import AlignEndVertical from 'lucide-react/icons/align-end-vertical'
import AlignStartHorizontal from 'lucide-react/icons/align-start-horizontal'
import AlignStartVertical from 'lucide-react/icons/align-start-vertical'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { availability } from '../commands/command.ts'
import { commandOf } from '../commands/commands.ts'
import { useEditing, useProject, useSession } from '../editor-context.ts'
import styles from './inspector.module.css'

const ALIGN: readonly (readonly [string, ReactNode])[] = [
  ['align-left', <AlignStartVertical key="l" />],
  ['align-centre', <AlignCenterVertical key="c" />],
  ['align-right', <AlignEndVertical key="r" />],
  ['align-top', <AlignStartHorizontal key="t" />],
  ['align-middle', <AlignCenterHorizontal key="m" />],
  ['align-bottom', <AlignEndHorizontal key="b" />],
]
const ACTIONS = [
  'run-only',
  'run-to',
  'run-from',
  'group',
  'tidy',
  'duplicate',
  'bypass',
  'off',
  'gate',
  'lock',
  'collapse',
  'delete',
]

/** What can be done with several nodes at once. */
export function ManyInspector() {
  const editing = useEditing()
  const count = useSession((state) => state.nodes.size)
  // What can be done depends on the nodes themselves.
  useProject((project) => project.nodes)
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{count} nodes</h2>
      </header>
      <div className={styles.section}>
        <span className={styles.label}>Align</span>
        <div className={styles.align} role="group" aria-label="Align">
          {ALIGN.map(([id, icon]) => (
            <IconButton key={id} label={commandOf(id).label} icon={icon} onClick={() => commandOf(id).run(editing)} />
          ))}
        </div>
      </div>
      <div className={styles.buttons} role="group" aria-label="With all of them">
        {ACTIONS.map((id) => {
          const command = commandOf(id)
          const { ok, reason } = availability(command, editing)
          return (
            <Button
              key={id}
              disabled={!ok}
              title={reason}
              variant={command.danger ? 'danger' : 'secondary'}
              onClick={() => command.run(editing)}
            >
              {command.label}
            </Button>
          )
        })}
      </div>
    </>
  )
}
