import { applyOps, own, type Decision, type NodeId, type ProjectId, type RunId } from '@reelgraph/shared'
import type { Engine } from '../engine/engine.ts'
import type { ProjectRegistry } from './project-registry.ts'
import { rerollOps } from './reroll.ts'

interface Place {
  readonly engine: Engine
  readonly projects: ProjectRegistry
  readonly run: RunId
  readonly project: ProjectId
  readonly node: NodeId
  readonly item: string | null
}

/**
 * What a person decided of a task that waits for them, in the run and, where it changes what the next run would do, in the
 * document: an edited result is pinned, a re-roll is a new take.
 */
export const settleDecision = async (place: Place, decide: Decision): Promise<void> => {
  const { engine, projects, run, project: id, node, item } = place
  const key = item ?? ''
  if (decide.decision === 'edit') {
    const { fingerprint, outputs } = await engine.storeEdited({ run, node, item, outputs: decide.outputs })
    await engine.decide({ run, node, item, decided: { decision: 'edit', outputs, fingerprint } })
    const { project } = await projects.open(id)
    if (!project.nodes[node]) return
    await projects.change(id, async () => [{ op: 'set', path: ['nodes', node, 'pins', key], value: fingerprint }])
    return
  }
  if (decide.decision === 'reroll') {
    await projects.change(id, async (project, revision) => {
      const ops = await rerollOps({ engine, project, revision, node, items: [key] })
      const takes = applyOps(project, ops).project.nodes[node]?.takes ?? {}
      // first: where the run does not wait for this, the document stays as it is
      await engine.decide({ run, node, item, decided: { decision: 'reroll', take: own(takes, key) ?? 1 } })
      return ops
    })
    return
  }
  return engine.decide({ run, node, item, decided: decide })
}
