import Plus from 'lucide-react/icons/plus'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { navigate } from '../../shell/navigation.ts'
import { pathTo } from '../../shell/route.ts'
import { commandOf } from '../commands/commands.ts'
import { useEditing, useProject } from '../editor-context.ts'
import styles from './canvas.module.css'

/** The first step, for who sees nothing. */
export function EmptyCanvas() {
  const editing = useEditing()
  const empty = useProject((project) => Object.keys(project.nodes).length === 0)
  if (!empty) return
  return (
    <div className={styles.empty}>
      <EmptyState
        title="An empty canvas"
        action={
          <div className={styles.hints}>
            <Button icon={<Plus />} onClick={() => commandOf('add').run(editing)}>
              Add a node
            </Button>
            <Button variant="ghost" onClick={() => navigate(pathTo.templates)}>
              Start from a template
            </Button>
          </div>
        }
      >
        Double-click or press <Kbd keys="Tab" /> to add a step, drop a picture or a clip, or paste a text.
      </EmptyState>
    </div>
  )
}
