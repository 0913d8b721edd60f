import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import Plus from 'lucide-react/icons/plus'
import X from 'lucide-react/icons/x'
import {
  canConnect,
  nodeTitle,
  NodeIdSchema,
  orderBetween,
  portsOf,
  portTitle,
  wiresInto,
  type Edge,
  type InputPort,
  type Node,
  type Op,
  type Step,
} from '@reelgraph/shared'
import { IconButton } from '../../ui/icon-button.tsx'
import type { MenuItem } from '../../ui/menu-item.ts'
import { Menu } from '../../ui/menu.tsx'
import { PortShape } from '../../ui/port-shape.tsx'
import { connect } from '../canvas/use-connecting.ts'
import { paramOps } from '../document/edits/nodes.ts'
import { useEditing, useProject, type Editing } from '../editor-context.ts'
import { select } from '../session/session-store.ts'
import { DraftArea } from './draft-area.tsx'
import styles from './inspector.module.css'
import { PromptExamples, PromptHelp } from './prompt-help.tsx'

/** The inputs of a node: typed, or fed by a wire, which says from where. */
export const PortFields = ({ node, step }: { readonly node: Node; readonly step: Step }) => {
  const ports = Object.entries(step.inputs)
  if (ports.length === 0) return
  return (
    <div className={styles.section}>
      {ports.map(([name, port]) => (
        <PortField key={name} node={node} step={step} name={name} port={port} />
      ))}
    </div>
  )
}

interface PortFieldProps {
  readonly node: Node
  readonly step: Step
  readonly name: string
  readonly port: InputPort
}

function PortField({ node, step, name, port }: PortFieldProps) {
  const editing = useEditing()
  const edges = useProject((project) => project.edges)
  const wires = wiresInto({ nodes: editing.document.project.nodes, edges }, node.id, name)
  const label = portTitle(name, port)
  const open = wires.length === 0 || port.many
  return (
    <div className={styles.port} role="group" aria-label={label} data-field={name}>
      <span className={styles.portHead}>
        <PortShape type={port.type} connected={wires.length > 0} size={11} />
        <span className={styles.label}>{label}</span>
        {port.optional && <span className={styles.quiet}>optional</span>}
        {port.typed && <PromptExamples node={node} step={step} port={name} />}
        {open && (
          <Menu items={() => sources(editing, node.id, name)} align="end">
            <button type="button" className={styles.connect} disabled={node.locked === true}>
              <Plus /> {port.typed && !port.many ? 'Connect' : 'Connect …'}
            </button>
          </Menu>
        )}
      </span>
      {wires.map((edge, index) => (
        <Source key={edge.id} edge={edge} before={wires[index - 1]} after={wires[index + 1]} wires={wires} />
      ))}
      {wires.length === 0 && port.typed && <Typed node={node} name={name} port={port} label={label} />}
      {step.help?.port === name && <PromptHelp node={node} step={step} />}
    </div>
  )
}

function Typed({ node, name, port, label }: Omit<PortFieldProps, 'step'> & { readonly label: string }) {
  const { document } = useEditing()
  const value = node.params[name] ?? port.typed?.default
  const commit = (next: string) => {
    const number = Number(next)
    const stored =
      next === '' ? undefined : port.type === 'number' ? (Number.isFinite(number) ? number : undefined) : next
    document.commit('Type', paramOps(node, name, stored), { coalesce: `${node.id} ${name}` })
  }
  return (
    <DraftArea
      className={`${styles.area} ${port.typed?.multiline ? styles.multiline : ''}`}
      label={label}
      placeholder={port.typed?.placeholder}
      value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
      disabled={node.locked === true}
      onInput={commit}
      onDone={() => document.seal()}
    />
  )
}

interface SourceProps {
  readonly edge: Edge
  readonly before: Edge | undefined
  readonly after: Edge | undefined
  readonly wires: readonly Edge[]
}

function Source({ edge, before, after, wires }: SourceProps) {
  const { document, session, catalog } = useEditing()
  const source = useProject((project) => project.nodes[edge.from.node])
  if (!source) return
  const title = nodeTitle(catalog, source)
  const outputs = portsOf(catalog, source).outputs
  const port =
    Object.keys(outputs).length > 1 ? `, ${portTitle(edge.from.port, outputs[edge.from.port]).toLowerCase()}` : ''
  const index = wires.indexOf(edge)
  const move = (order: string) => {
    const ops: readonly Op[] = [{ op: 'set', path: ['edges', edge.id, 'order'], value: order }]
    document.commit('Change the order', ops)
  }
  return (
    <span className={styles.source}>
      {wires.length > 1 && <span className={styles.number}>{index + 1}</span>}
      <button
        type="button"
        className={styles.sourceName}
        title={`Go to ${title}`}
        onClick={() => select(session, [source.id])}
      >
        from {title}
        {port}
      </button>
      {before && (
        <IconButton
          size="tiny"
          label="Earlier"
          icon={<ArrowUp />}
          onClick={() => move(orderBetween(wires[index - 2], before))}
        />
      )}
      {after && (
        <IconButton
          size="tiny"
          label="Later"
          icon={<ArrowDown />}
          onClick={() => move(orderBetween(after, wires[index + 2]))}
        />
      )}
      <IconButton
        size="tiny"
        label={`Disconnect ${title}`}
        icon={<X />}
        onClick={() => document.commit('Disconnect', [{ op: 'edge-remove', id: edge.id }])}
      />
    </span>
  )
}

/** What could be connected here, without a mouse. */
const sources = (editing: Editing, node: string, port: string): readonly MenuItem[] => {
  const {
    document: { project },
    catalog,
  } = editing
  const to = { node: NodeIdSchema.parse(node), port }
  const found = Object.values(project.nodes).flatMap((source): MenuItem[] =>
    Object.entries(portsOf(catalog, source).outputs).flatMap(([name, output]) => {
      const from = { node: source.id, port: name }
      if (!canConnect(project, catalog, { from, to }).ok) return []
      return [
        {
          id: `${source.id} ${name}`,
          label: `${nodeTitle(catalog, source)} · ${portTitle(name, output)}`,
          onSelect: () => connect(editing, { from, to }),
        },
      ]
    }),
  )
  return found.length > 0
    ? found
    : [{ id: 'none', label: 'Nothing on the canvas fits', disabled: true, onSelect: () => {} }]
}
