import { catalog } from '@reelgraph/nodes/catalog'
import type { Op, ProjectId } from '@reelgraph/shared'
import { graph, type Details } from '@reelgraph/shared/testing'
import type { Stage } from './stage.ts'

/** A project through the API, drawn as `text → image → video → assembly`, to begin a journey in the middle. */
export const drawn = async (stage: Stage, drawing: string, details: Details = {}): Promise<ProjectId> => {
  const { project } = graph(drawing, details, catalog)
  const opened = await stage.project({ name: 'Drawn' })
  const nodes = Object.values(project.nodes).map((node, index): Op => ({
    op: 'node-add',
    node: { ...node, x: (index % 4) * 360, y: Math.floor(index / 4) * 320, ...details[node.id] },
  }))
  const edges = Object.values(project.edges).map((edge): Op => ({ op: 'edge-add', edge }))
  await stage.api.change(opened.project.id, opened.revision, [...nodes, ...edges])
  return opened.project.id
}
