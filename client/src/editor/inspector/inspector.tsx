import { useRef } from 'react'
import { useSession } from '../editor-context.ts'
import styles from './inspector.module.css'
import { ManyInspector } from './many-inspector.tsx'
import { NodeInspector } from './node-inspector.tsx'
import { useFieldFocus } from '../remedy/use-field-focus.ts'
import { ProjectInspector } from './project-inspector.tsx'
import { WireInspector } from './wire-inspector.tsx'

/** Everything about what is selected. */
export function Inspector() {
  const nodes = useSession((state) => state.nodes)
  const edges = useSession((state) => state.edges)
  const [node] = nodes
  const [edge] = edges
  const place = useRef<HTMLElement>(null)
  useFieldFocus(nodes.size === 1 ? node : undefined, place)
  return (
    <aside ref={place} className={styles.inspector} aria-label="Inspector">
      {nodes.size > 1 && <ManyInspector />}
      {nodes.size === 1 && node !== undefined && <NodeInspector key={node} id={node} />}
      {nodes.size === 0 && edge !== undefined && <WireInspector key={edge} id={edge} />}
      {nodes.size === 0 && edge === undefined && <ProjectInspector />}
    </aside>
  )
}
