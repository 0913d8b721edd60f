import { useStore } from '@xyflow/react'
import { Menu } from '../../ui/menu.tsx'
import { menuItem } from '../commands/menus.tsx'
import { commandOf } from '../commands/commands.ts'
import { useEditing } from '../editor-context.ts'
import styles from './canvas.module.css'

const VIEWS = ['zoom-in', 'zoom-out', 'view-full', 'view-all', 'view-selection']

export function ZoomReadout() {
  const editing = useEditing()
  const percent = useStore((state) => Math.round(state.transform[2] * 100))
  return (
    <Menu items={() => VIEWS.map((id) => menuItem(commandOf(id), editing))} side="top">
      <button type="button" className={styles.zoom} aria-label={`Zoom ${percent} percent`}>
        {percent} %
      </button>
    </Menu>
  )
}
