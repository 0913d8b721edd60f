import { useState } from 'react'
import Copy from 'lucide-react/icons/copy'
import Ellipsis from 'lucide-react/icons/ellipsis'
import Trash2 from 'lucide-react/icons/trash-2'
import { Button } from '../button.tsx'
import { ContextMenu } from '../context-menu.tsx'
import { Dialog } from '../dialog.tsx'
import { IconButton } from '../icon-button.tsx'
import type { MenuItem } from '../menu-item.ts'
import { Menu, MenuAt } from '../menu.tsx'
import { Popover } from '../popover.tsx'
import { toast } from '../toast.ts'
import { Panel, Row } from './panel.tsx'

const nothing = () => undefined
const items: readonly MenuItem[] = [
  { heading: 'Shots' },
  { id: 'only', label: 'Run only this', shortcut: 'Alt+Enter', onSelect: nothing },
  { id: 'from', label: 'Run from here', onSelect: nothing },
  { id: 'reroll', label: 'Re-roll', disabled: true, reason: 'Locked: unlock it first', onSelect: nothing },
  { separator: true },
  { id: 'copy', label: 'Duplicate', icon: <Copy />, shortcut: 'Mod+D', onSelect: nothing },
  { id: 'bypass', label: 'Bypass', checked: true, shortcut: 'B', onSelect: nothing },
  { id: 'more', label: 'Replace by', items: [{ id: 'draft', label: 'Draft: camera', onSelect: nothing }] },
  { separator: true },
  { id: 'delete', label: 'Delete', icon: <Trash2 />, danger: true, shortcut: 'Delete', onSelect: nothing },
]

export function Overlays() {
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState<{ readonly x: number; readonly y: number }>()
  return (
    <Panel title="Overlays">
      <Row>
        <Menu items={items}>
          <IconButton label="Node menu" icon={<Ellipsis />} />
        </Menu>
        <Button onClick={() => setOpen(true)}>Dialog</Button>
        <Popover label="Spent" trigger={<Button>Popover</Button>}>
          this film $0.42, at most $0.50 to go
        </Popover>
        <Button onClick={(event) => setAt({ x: event.clientX, y: event.clientY })}>Menu here</Button>
      </Row>
      <Row>
        <Button onClick={() => toast({ text: 'Shot 2 deleted', action: { label: 'Undo', onAction: nothing } })}>
          Notice
        </Button>
        <Button onClick={() => toast({ text: 'The connection is back', tone: 'ok' })}>Good news</Button>
        <Button onClick={() => toast({ text: 'Nothing was saved: the disk is full', tone: 'bad' })}>Bad news</Button>
      </Row>
      <ContextMenu label="Shots" items={items}>
        <Button variant="ghost">Right click here</Button>
      </ContextMenu>
      <MenuAt label="Connect to" items={items} at={at} onClose={() => setAt(undefined)} />
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Run this film?"
        description="Two shots are made again, one is reused."
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button variant="primary" detail="at most $0.50" onClick={() => setOpen(false)}>
              Run
            </Button>
          </>
        }
      >
        What was made before and has not changed is not made again.
      </Dialog>
    </Panel>
  )
}
