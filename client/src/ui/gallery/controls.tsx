import { useState } from 'react'
import History from 'lucide-react/icons/history'
import LayoutGrid from 'lucide-react/icons/layout-grid'
import Play from 'lucide-react/icons/play'
import Plus from 'lucide-react/icons/plus'
import { Button } from '../button.tsx'
import { IconButton } from '../icon-button.tsx'
import { SegmentedControl } from '../segmented.tsx'
import { SplitButton } from '../split-button.tsx'
import { Tabs } from '../tabs.tsx'
import { Panel, Row } from './panel.tsx'

const views = [
  { value: 'canvas', label: 'Canvas' },
  { value: 'storyboard', label: 'Storyboard' },
  { value: 'timeline', label: 'Timeline' },
] as const
const nothing = () => undefined

export function Controls() {
  const [view, setView] = useState<(typeof views)[number]['value']>('canvas')
  const [tab, setTab] = useState('mine')
  return (
    <Panel title="Controls">
      <Row>
        <SplitButton
          icon={<Play fill="currentColor" />}
          detail="at most $0.50"
          itemsLabel="More ways to run"
          onClick={nothing}
          items={[
            { id: 'selection', label: 'Run to selection', shortcut: 'Mod+Shift+Enter', onSelect: nothing },
            { id: 'only', label: 'Run only this', shortcut: 'Alt+Enter', onSelect: nothing },
          ]}
        >
          Run
        </SplitButton>
      </Row>
      <Row>
        <Button>Run this</Button>
        <Button>From here</Button>
        <Button icon={<Plus />}>Add</Button>
      </Row>
      <Row>
        <Button variant="ghost">Cancel</Button>
        <Button variant="danger">Delete film</Button>
        <Button loading>Saving</Button>
      </Row>
      <Row>
        <Button size="small">Small</Button>
        <Button size="small" variant="primary">
          Use this take
        </Button>
        <Button disabled>Disabled</Button>
        <Button variant="primary" loading>
          Starting
        </Button>
      </Row>
      <Row>
        <IconButton variant="solid" size="large" label="Add a node" shortcut="N" icon={<Plus />} />
        <IconButton size="large" label="Nodes" pressed icon={<LayoutGrid />} />
        <IconButton size="large" label="History" icon={<History />} />
        <IconButton label="History" icon={<History />} />
        <IconButton size="small" variant="outline" label="Add" icon={<Plus />} />
        <IconButton size="tiny" label="Add" icon={<Plus />} />
      </Row>
      <SegmentedControl label="View" segments={views} value={view} onChange={setView} />
      <Tabs
        label="Templates"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'all', label: 'All', content: 'First film, Photo to motion, Narrated slideshow' },
          { id: 'mine', label: 'Mine', content: 'Saved by you' },
        ]}
      />
    </Panel>
  )
}
