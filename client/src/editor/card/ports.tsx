import { useEffect, useRef } from 'react'
import { Handle, Position, useUpdateNodeInternals } from '@xyflow/react'
import { portTitle, type PortType } from '@reelgraph/shared'
import { classes } from '../../lib/classes.ts'
import { PortShape } from '../../ui/port-shape.tsx'
import { connectedPorts, readPorts } from '../canvas/port-index.ts'
import { useProject } from '../editor-context.ts'
import styles from './ports.module.css'

interface Port {
  readonly type: PortType
  readonly title?: string
  readonly optional?: boolean
  readonly many?: boolean
}

interface PortsProps {
  readonly node: string
  readonly title: string
  readonly inputs: Readonly<Record<string, Port>>
  readonly outputs: Readonly<Record<string, Port>>
  /** Where the first port stands, in px from the top, and how far apart they are. */
  readonly top: number
  readonly gap: number
}

const GONE: Port = { type: 'data', title: 'A port that has gone' }

/** Ports on the edges of a card. A wire whose port has gone keeps a place to end at. */
export function Ports({ node, title, inputs, outputs, top, gap }: PortsProps) {
  const connectedText = useProject((project) => connectedPorts(project.edges, node))
  const connected = readPorts(connectedText)
  const left = withGone(inputs, connected.inputs)
  const right = withGone(outputs, connected.outputs)
  const update = useUpdateNodeInternals()
  const layout = JSON.stringify([left.map(([name]) => name), right.map(([name]) => name), top, gap])
  const measured = useRef(layout)
  // A new card is measured anyway. Doing it once more for each of hundreds would be quadratic.
  useEffect(() => {
    if (measured.current === layout) return
    measured.current = layout
    update(node)
  }, [update, node, layout])
  return (
    <>
      {left.map(([name, port], index) => (
        <PortHandle
          key={name}
          side="input"
          name={name}
          port={port}
          gone={!(name in inputs)}
          connected={connected.inputs.includes(name)}
          owner={title}
          top={top + index * gap}
        />
      ))}
      {right.map(([name, port], index) => (
        <PortHandle
          key={name}
          side="output"
          name={name}
          port={port}
          gone={!(name in outputs)}
          connected={connected.outputs.includes(name)}
          owner={title}
          top={top + index * gap}
        />
      ))}
    </>
  )
}

const withGone = (
  ports: Readonly<Record<string, Port>>,
  connected: readonly string[],
): readonly (readonly [string, Port])[] => [
  ...Object.entries(ports),
  ...connected.filter((name) => !(name in ports)).map((name) => [name, GONE] as const),
]

interface PortHandleProps {
  readonly side: 'input' | 'output'
  readonly name: string
  readonly port: Port
  readonly gone: boolean
  readonly connected: boolean
  readonly owner: string
  readonly top: number
}

function PortHandle({ side, name, port, gone, connected, owner, top }: PortHandleProps) {
  const label = portTitle(name, port)
  const details = [
    port.type,
    port.many && 'any number',
    port.optional && 'optional',
    connected ? 'connected' : 'not connected',
  ]
  return (
    <Handle
      id={name}
      type={side === 'input' ? 'target' : 'source'}
      position={side === 'input' ? Position.Left : Position.Right}
      className={classes(styles.port, gone && styles.gone)}
      style={{ top }}
      role="img"
      aria-label={`${side === 'input' ? 'Input' : 'Output'} ${label} of ${owner}: ${details.filter(Boolean).join(', ')}`}
      data-port-type={port.type}
      isConnectable={!gone}
    >
      <PortShape type={port.type} connected={connected} size={13} />
      <span className={classes(styles.label, styles[side])}>
        {label}
        {port.optional && side === 'input' && <span className={styles.optional}> optional</span>}
      </span>
    </Handle>
  )
}
