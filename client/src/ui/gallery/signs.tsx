import Inbox from 'lucide-react/icons/inbox'
import { PORT_TYPES } from '@reelgraph/shared'
import { Button } from '../button.tsx'
import { EmptyState } from '../empty-state.tsx'
import { ErrorNote } from '../error-note.tsx'
import { Kbd } from '../kbd.tsx'
import { Logo } from '../logo.tsx'
import { PortShape } from '../port-shape.tsx'
import { ProgressBar } from '../progress-bar.tsx'
import { Skeleton } from '../skeleton.tsx'
import { StateDot, type StepState } from '../state-dot.tsx'
import { Tag } from '../tag.tsx'
import { TakeDots } from '../take-dots.tsx'
import { TypeChip, type Made } from '../type-chip.tsx'
import { Panel, Row } from './panel.tsx'

const states: readonly StepState[] = [
  'done',
  'running',
  'waits',
  'queued',
  'reused',
  'failed',
  'unknown',
  'held',
  'late',
  'look',
  'blocked',
  'cancelled',
]
const made: readonly Made[] = ['text', 'image', 'video', 'audio', 'film', 'data', 'number']

export const Signs = () => (
  <>
    <Panel title="Signs">
      <Row>
        <Logo size={24} />
        {made.map((makes) => (
          <TypeChip key={makes} makes={makes} />
        ))}
      </Row>
      <Row>
        {PORT_TYPES.map((type) => (
          <PortShape key={type} type={type} connected />
        ))}
        {PORT_TYPES.map((type) => (
          <PortShape key={type} type={type} />
        ))}
      </Row>
      <Row>
        {PORT_TYPES.map((type) => (
          <PortShape key={type} type={type} size={24} connected />
        ))}
        {PORT_TYPES.map((type) => (
          <PortShape key={type} type={type} size={24} />
        ))}
      </Row>
      <Row>
        {states.map((state) => (
          <Row key={state}>
            <StateDot state={state} />
            {state}
          </Row>
        ))}
      </Row>
      <Row>
        <Tag>queued</Tag>
        <Tag tone="media">5 s</Tag>
        <Tag tone="ok">saved $0.15</Tag>
        <Tag tone="warn">stale</Tag>
        <Tag tone="bad">failed</Tag>
        <Tag tone="accent">draft</Tag>
      </Row>
      <Row>
        <TakeDots count={3} chosen={1} />
        <TakeDots count={5} chosen={0} onChoose={() => undefined} />
        <Kbd keys="Mod+Shift+L" />
        <Kbd keys="Escape" />
      </Row>
      <ProgressBar label="Running" value={0.58} />
      <ProgressBar label="Waiting" />
      <Skeleton width="60%" />
      <Skeleton height={40} radius={10} />
    </Panel>
    <Panel title="States">
      <ErrorNote
        title="Video “Shot 3” needs a start image"
        hint="Connect an Image node to its “Start image” port."
        action={<Button size="small">Show the port</Button>}
        detail={'{ "error": { "code": "missing-input", "node": "v3" } }'}
      />
      <ErrorNote tone="warn" title="It is not clear whether this was paid" hint="Runway did not answer in time." />
      <EmptyState icon={<Inbox />} title="No films yet" action={<Button>Open a template</Button>}>
        Start from a template, or from an empty canvas.
      </EmptyState>
    </Panel>
  </>
)
