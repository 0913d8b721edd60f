import { nodeTitle, portsOf, portTitle } from '@reelgraph/shared'
import { Button } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PortShape } from '../../ui/port-shape.tsx'
import { commandOf } from '../commands/commands.ts'
import { brokenReason, typeOfEdge } from '../document/edits/wires.ts'
import { useEditing, useProject } from '../editor-context.ts'
import { select } from '../session/session-store.ts'
import styles from './inspector.module.css'

/** Where a wire leads from and to. */
export function WireInspector({ id }: { readonly id: string }) {
  const editing = useEditing()
  const { catalog, session } = editing
  const edge = useProject((project) => project.edges[id])
  const source = useProject((project) => (edge ? project.nodes[edge.from.node] : undefined))
  const target = useProject((project) => (edge ? project.nodes[edge.to.node] : undefined))
  if (!edge || !source || !target) return
  const graph = editing.document.project
  const type = typeOfEdge(graph, catalog, edge)
  const broken = brokenReason(graph, catalog, edge)
  return (
    <>
      <header className={styles.head}>
        {type && <PortShape type={type} connected size={16} />}
        <h2 className={styles.title}>Wire</h2>
        <span className={styles.aside}>{type}</span>
      </header>
      <div className={styles.section}>
        <span className={styles.label}>From</span>
        <Button
          onClick={() => select(session, [source.id])}
        >{`${nodeTitle(catalog, source)} · ${portTitle(edge.from.port, portsOf(catalog, source).outputs[edge.from.port])}`}</Button>
        <span className={styles.label}>To</span>
        <Button
          onClick={() => select(session, [target.id])}
        >{`${nodeTitle(catalog, target)} · ${portTitle(edge.to.port, portsOf(catalog, target).inputs[edge.to.port])}`}</Button>
        {broken !== undefined && <ErrorNote title={broken} hint="Remove this wire or connect it elsewhere." />}
      </div>
      <div className={styles.buttons}>
        <Button variant="danger" onClick={() => commandOf('delete').run(editing)}>
          Delete the wire
        </Button>
      </div>
    </>
  )
}
