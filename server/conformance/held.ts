import { catalog } from '@reelgraph/nodes/catalog'
import type { ProviderConformance } from '@reelgraph/nodes/conformance'
import { newRunId, type ModelDefinition, type Project, type RunId, type TaskState } from '@reelgraph/shared'
import { soloProject } from './solo-project.ts'
import { settled, type Studio } from './studio.ts'

/** One model, held to what its provider documents. */
export interface Held {
  readonly table: ProviderConformance
  readonly model: ModelDefinition
  /** Whether the provider takes it as a job, and is asked after it. */
  isJob(studio: Studio): Promise<boolean>
}

export const holdTo = (table: ProviderConformance, model: ModelDefinition): Held => ({
  table,
  model,
  async isJob(studio) {
    const project = await soloProject(studio, { model })
    const node = project.nodes['step']
    const step = node && catalog.stepOf(node)
    if (!step || 'missing' in step) throw new Error(`${model.id} is not known`)
    await studio.host.prepare([step])
    return studio.host.isJob(step)
  },
})

const ENOUGH = 1_000_000_000

export const begin = async ({ engine }: Studio, project: Project): Promise<RunId> => {
  const caps = { cap: ENOUGH, atMost: ENOUGH, unknownPrices: true }
  return engine.start({ project, revision: 0, scope: { of: 'all' }, id: newRunId(), ...caps })
}

export const make = async (studio: Studio, project: Project): Promise<TaskState> =>
  settled(studio, await begin(studio, project))

export const lastOf = ({ attempts }: TaskState) => attempts.at(-1)
