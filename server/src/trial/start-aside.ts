import { newNode, type Catalog, type NodeId, type Op, type ProjectId, type RunId } from '@reelgraph/shared'
import type { Engine } from '../engine/engine.ts'
import type { ProjectRegistry } from '../projects/project-registry.ts'
import { rerollOps } from '../projects/reroll.ts'
import type { Trial } from './offers.ts'

export interface StartParts {
  readonly catalog: Catalog
  readonly engine: Engine
  readonly projects: ProjectRegistry
}

interface Order {
  readonly trial: Trial
  /** Of the project, where it is made with this. */
  readonly name: string
  /** Micro-dollars; absent where nobody knows what it costs. */
  readonly atMost: number | undefined
}

export interface Started {
  readonly project: ProjectId
  readonly run: RunId
  readonly node: NodeId
}

/**
 * A run as any other, of one step with a new take, in a project that is there to be looked at, changed or deleted.
 * @throws `plan-changed` where it would cost more than the person saw.
 */
export const startAside = async (
  { engine, projects }: StartParts,
  { trial: { offer, node, project: id }, name, atMost }: Order,
): Promise<Started> => {
  await projects.restore(id).catch(() => undefined) // where there is none yet, it is made
  await projects.create({ id, name, graph: { nodes: {}, edges: {} }, settings: {} })
  await projects.change(id, async (project, revision) => {
    const { [node.id]: known, ...others } = project.nodes
    const place = newNode({ ...node, x: 0, y: known?.y ?? Object.keys(others).length * 360 })
    const added: readonly Op[] = known ? [] : [{ op: 'node-add', node: place }]
    const asked = (['model', 'params'] as const).map((field): Op => {
      const value = field === 'model' ? offer.model : node.params
      return { op: 'set', path: ['nodes', node.id, field], value }
    })
    const at = { ...project, nodes: { ...others, [node.id]: known ?? place } }
    return [...added, ...asked, ...(await rerollOps({ engine, project: at, revision, node: node.id, items: [''] }))]
  })
  const { project, revision } = await projects.open(id)
  const run = await engine.start({
    ...{ project, revision, scope: { of: 'only', nodes: [node.id] } },
    ...(atMost === undefined ? { unknownPrices: true } : { atMost }),
  })
  return { project: id, run, node: node.id }
}
