import { applyOps, type Node, type Op } from '@reelgraph/shared'
import { toast } from '../../ui/toast.ts'
import { stepOfEntry, type Entry } from '../document/edits/entries.ts'
import { createNode, type Point } from '../document/edits/nodes.ts'
import {
  bestFit,
  connectOps,
  endsOf,
  fittingPorts,
  insertOnWireOps,
  portTypeOf,
  type OpenWire,
} from '../document/edits/wires.ts'
import type { Editing } from '../editor-context.ts'
import { select } from '../session/session-store.ts'

interface Place {
  readonly at: Point
  /** An open wire that the new node is connected to. */
  readonly wire?: OpenWire | undefined
  /** A wire that the new node goes into. */
  readonly edge?: string | undefined
}

/** Puts a new node on the canvas, wired where it was asked for. */
export const addEntry = (editing: Editing, entry: Entry, { at, wire, edge }: Place): void => {
  const { document, session } = editing
  const params = paramsToFit(editing, entry, { wire, edge })
  const node = createNode({ kind: entry.kind, model: entry.model, at: spotFor(at, wire), ...(params && { params }) })
  const add: Op = { op: 'node-add', node }
  const { project } = applyOps(document.project, [add])
  const wires = wire
    ? autoWire(editing, project, { wire, node: node.id })
    : edge === undefined
      ? []
      : insert(editing, project, { edge, node })
  if (!document.commit(`Add ${entry.title}`, [add, ...wires])) return
  select(session, [node.id])
  session.setState({ fresh: node.id })
}

/** The port that the wire comes from lies beside the one it leads to. */
const spotFor = (at: Point, wire: OpenWire | undefined): Point => {
  if (!wire) return at
  return wire.side === 'output' ? { x: at.x, y: at.y - 56 } : { x: at.x - 300, y: at.y - 56 }
}

type Project = Editing['document']['project']

/** A text takes a text where it has a placeholder for it. */
const paramsToFit = (
  { document: { project }, catalog }: Editing,
  entry: Entry,
  { wire, edge }: Omit<Place, 'at'>,
): Node['params'] | undefined => {
  const there = edge === undefined ? undefined : project.edges[edge]
  const incoming: OpenWire | undefined = wire?.side === 'output' ? wire : there && { side: 'output', end: there.from }
  const type = incoming && portTypeOf(project, catalog, incoming)
  return entry.kind === 'text' && type === 'text' ? { text: '{{text}}' } : undefined
}

const autoWire = (
  { catalog }: Editing,
  project: Project,
  { wire, node }: { readonly wire: OpenWire; readonly node: string },
): readonly Op[] => {
  const fits = fittingPorts(project, catalog, { wire, node })
  if ('reason' in fits) return []
  const fit = bestFit(fits) ?? fits[0]
  const ops = fit ? connectOps(project, catalog, endsOf(wire, fit.end)) : []
  return 'reason' in ops ? [] : ops
}

const insert = (
  { catalog }: Editing,
  project: Project,
  given: { readonly edge: string; readonly node: ReturnType<typeof createNode> },
): readonly Op[] => {
  const edge = project.edges[given.edge]
  const ops = edge ? insertOnWireOps(project, catalog, { edge, node: given.node }) : []
  if (!('reason' in ops)) return ops
  toast({ text: ops.reason })
  return []
}

/** Whether a new node of this entry could be wired there. */
export const entryFits = (editing: Editing, entry: Entry, { wire, edge }: Omit<Place, 'at'>): boolean => {
  const {
    document: { project },
    catalog,
  } = editing
  const step = stepOfEntry(catalog, { ...entry, params: paramsToFit(editing, entry, { wire, edge }) })
  if (!step) return false
  const gives = (type: string | undefined) => Object.values(step.outputs).some((port) => port.type === type)
  const takes = (type: string | undefined) => Object.values(step.inputs).some((port) => port.type === type)
  if (wire) {
    const type = portTypeOf(project, catalog, wire)
    return wire.side === 'output' ? takes(type) : gives(type)
  }
  const there = edge === undefined ? undefined : project.edges[edge]
  if (!there) return true
  return (
    takes(portTypeOf(project, catalog, { side: 'output', end: there.from })) &&
    gives(portTypeOf(project, catalog, { side: 'input', end: there.to }))
  )
}
