import { Kbd } from '../../ui/kbd.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useEditing } from '../editor-context.ts'
import { SearchList } from '../palette/search-list.tsx'
import { NO_OVERLAY } from '../session/session-store.ts'
import { availability } from './command.ts'
import { commands } from './commands.ts'
import styles from './commands.module.css'

/** Every command by name. */
export function CommandPalette() {
  const editing = useEditing()
  const close = () => editing.session.setState({ overlay: NO_OVERLAY })
  const search = (query: string) => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean)
    const listed = commands.filter(
      ({ id, label, group }) =>
        !id.startsWith('nudge') &&
        id !== 'commands' &&
        words.every((word) => `${label} ${group}`.toLowerCase().includes(word)),
    )
    return listed
      .map((command) => ({ command, ...availability(command, editing) }))
      .toSorted((a, b) => Number(b.ok) - Number(a.ok))
      .map(({ command: { id, label, keys, group }, ok, reason }) => ({
        id,
        disabled: !ok,
        content: (
          <>
            <span className={styles.label}>
              {label}
              {reason !== undefined && <span className={styles.reason}> {reason}</span>}
            </span>
            <span className={styles.group}>{group}</span>
            {keys?.[0] !== undefined && <Kbd keys={keys[0]} />}
          </>
        ),
      }))
  }
  return (
    <Dialog open onClose={close} title="Commands" size="medium">
      <div className={styles.palette}>
        <SearchList
          label="Find a command"
          placeholder="What do you want to do?"
          search={search}
          nothing="No command is called that."
          onClose={close}
          onChoose={(id) => {
            close()
            commands.find((command) => command.id === id)?.run(editing)
          }}
        />
      </div>
    </Dialog>
  )
}
