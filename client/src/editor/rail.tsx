import Boxes from 'lucide-react/icons/boxes'
import FolderOpen from 'lucide-react/icons/folder-open'
import History from 'lucide-react/icons/history'
import Keyboard from 'lucide-react/icons/keyboard'
import LayoutTemplate from 'lucide-react/icons/layout-template'
import PanelRight from 'lucide-react/icons/panel-right'
import Plus from 'lucide-react/icons/plus'
import { navigate } from '../shell/navigation.ts'
import { pathTo } from '../shell/route.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { commandOf } from './commands/commands.ts'
import { useEditing, useSession } from './editor-context.ts'
import styles from './rail.module.css'

export function Rail() {
  const editing = useEditing()
  const panel = useSession((state) => state.panel)
  const inspector = useSession((state) => state.inspector)
  return (
    <nav className={styles.rail} aria-label="Tools">
      <IconButton
        variant="solid"
        size="large"
        side="right"
        label="Add a node"
        shortcut="Tab"
        icon={<Plus />}
        onClick={() => {
          editing.canvas.pointAt(undefined)
          commandOf('add').run(editing)
        }}
      />
      <IconButton
        size="large"
        side="right"
        label="Nodes"
        shortcut="1"
        icon={<Boxes />}
        pressed={panel === 'nodes'}
        onClick={() => commandOf('panel-nodes').run(editing)}
      />
      <IconButton
        size="large"
        side="right"
        label="Runs"
        shortcut="2"
        icon={<History />}
        pressed={panel === 'runs'}
        onClick={() => commandOf('panel-runs').run(editing)}
      />
      <IconButton
        size="large"
        side="right"
        label="Templates"
        icon={<LayoutTemplate />}
        onClick={() => navigate(pathTo.templates)}
      />
      <IconButton
        size="large"
        side="right"
        label="Projects"
        icon={<FolderOpen />}
        onClick={() => navigate(pathTo.projects)}
      />
      <span className={styles.space} />
      <IconButton
        size="large"
        side="right"
        label="Shortcuts"
        shortcut="?"
        icon={<Keyboard />}
        onClick={() => commandOf('shortcuts').run(editing)}
      />
      <IconButton
        size="large"
        side="right"
        label="Inspector"
        shortcut="I"
        icon={<PanelRight />}
        pressed={inspector}
        onClick={() => commandOf('inspector').run(editing)}
      />
    </nav>
  )
}
