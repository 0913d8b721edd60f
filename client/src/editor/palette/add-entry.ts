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
import { lastModel, rememberModel } from './last-models.ts'
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
  const model = modelFor(editing, entry, { wire, edge })
  const node = createNode({ kind: entry.kind, model, at: spotFor(at, wire), ...(params && { params }) })
  const add: Op = { op: 'node-add', node }
  const { project } = applyOps(document.project, [add])
  const wires = wire
    ? autoWire(editing, project, { wire, node: node.id })
    : edge === undefined
      ? []
      : insert(editing, project, { edge, node })
  if (!document.commit(`Add ${entry.title}`, [add, ...wires])) return
  if (entry.model) rememberModel(entry.kind, entry.model.id)
  select(session, [node.id])
  session.setState({ fresh: node.id })
}

/**
 * The model that a new node of an entry holds: the entry's own; of a kind, the one that was chosen last, else its default, else
 * any that fits where it is to be wired. The default need not be said.
 */
export const modelFor = (editing: Editing, entry: Entry, there: Omit<Place, 'at'>): string | undefined => {
  const { catalog } = editing
  const usual = catalog.kinds.get(entry.kind)?.model?.default
  const said = (model: string | undefined) => (model === usual ? undefined : model)
  if (entry.model) return said(entry.model.id)
  if (usual === undefined) return undefined
  const last = lastModel(entry.kind)
  const known = last !== undefined && catalog.models.has(last) ? [last, usual] : [usual]
  const fits = (model: string): boolean => entryFits(editing, modelEntry(entry, catalog.models.get(model)), there)
  const makes = catalog.kinds.get(entry.kind)?.model?.makes
  const others = [...catalog.models.values()].filter((model) => model.makes === makes).map(({ id }) => id)
  return said(known.find(fits) ?? others.find(fits) ?? usual)
}

const modelEntry = (entry: Entry, model: Entry['model']): Entry => ({ ...entry, ...(model && { model }) })

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
  return entry.kind === 'text' && !entry.model && type === 'text' ? { text: '{{text}}' } : undefined
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
  const model = entry.model?.id ?? (wire || edge !== undefined ? modelFor(editing, entry, { wire, edge }) : undefined)
  const step = stepOfEntry(catalog, { kind: entry.kind, model, params: paramsToFit(editing, entry, { wire, edge }) })
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
