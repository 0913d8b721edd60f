import { cancelRun, fail, getRun, listRunEvents, listRuns, startRun, type RunId } from '@reelgraph/shared'
import type { Engine } from '../../engine/engine.ts'
import type { ProjectRegistry } from '../../projects/project-registry.ts'
import { implement, type Api } from '../implement.ts'

interface RunParts {
  readonly engine: Engine
  readonly projects: ProjectRegistry
}

export const runRoutes = (api: Api, { engine, projects }: RunParts): void => {
  const find = async (id: RunId) => {
    const found = await engine.read(id)
    if (!found) throw fail('not-found', `There is no run ${id}.`)
    return found
  }

  implement(api, startRun, async ({ params, body }) => {
    const { project, revision } = await projects.open(params.id)
    const { id, scope, atMost } = body
    if (body.revision !== undefined && body.revision > revision) {
      throw fail('conflict', `This run is for revision ${body.revision}, but the project is at ${revision}.`, {
        hint: 'Reload the page.',
      })
    }
    // The lower of what the person saw and what they allow.
    const limits = [atMost, body.cap].filter((limit) => limit !== undefined)
    const runId = await engine.start({
      project,
      revision,
      scope,
      ...(id && { id }),
      ...(limits.length > 0 && { atMost: Math.min(...limits) }),
    })
    return { runId }
  })
  implement(api, listRuns, async ({ params }) => {
    await projects.open(params.id)
    return { runs: await engine.list(params.id) }
  })
  implement(api, getRun, async ({ params }) => (await find(params.id)).run)
  implement(api, listRunEvents, async ({ params, query }) => {
    const events = await engine.events(params.id, query.since)
    if (events.length === 0) await find(params.id)
    return { events }
  })
  implement(api, cancelRun, async ({ params }) => {
    await find(params.id)
    await engine.cancel(params.id)
    return { id: params.id }
  })
}
