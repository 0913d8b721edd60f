import { shortcutText } from '../../lib/shortcut.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useEditing } from '../editor-context.ts'
import { NO_OVERLAY } from '../session/session-store.ts'
import type { CommandGroup } from './command.ts'
import { commands } from './commands.ts'
import styles from './commands.module.css'

const GROUPS: readonly CommandGroup[] = ['Run', 'Add', 'Edit', 'Node', 'Arrange', 'Select', 'View', 'Help']

/** What the mouse does, which no command knows of. */
const GESTURES: readonly (readonly [string, string])[] = [
  ['Double-click the canvas', 'add a node'],
  ['Drop a wire on nothing', 'add what fits, connected'],
  ['Drop a node on a wire', 'put it in between'],
  ['Pull a wire off its input', 'disconnect'],
  [`${shortcutText('Mod+Alt')} and drag across wires`, 'cut them'],
  ['Alt and drag', 'duplicate'],
  ['Shift and click', 'select more'],
  ['Space and drag', 'move the canvas'],
]

export function ShortcutSheet() {
  const { session } = useEditing()
  return (
    <Dialog open onClose={() => session.setState({ overlay: NO_OVERLAY })} title="Shortcuts" size="large">
      <div className={styles.sheet}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && command.keys)
                .map(({ id, label, keys }) => (
                  <div key={id}>
                    <dt>{label}</dt>
                    <dd>
                      {keys?.map((key) => (
                        <Kbd key={key} keys={key} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Mouse</h3>
          <dl>
            {GESTURES.map(([gesture, does]) => (
              <div key={gesture}>
                <dt>{gesture}</dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
