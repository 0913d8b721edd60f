import {
  cancelRun,
  decideTask,
  fail,
  getRun,
  listRunEvents,
  listRuns,
  prioritiseRun,
  startRun,
  type RunId,
} from '@reelgraph/shared'
import type { Engine } from '../../engine/engine.ts'
import { settleDecision } from '../../projects/settle-decision.ts'
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
    if (body.revision !== undefined && body.revision > revision) {
      throw fail('conflict', `This run is for revision ${body.revision}, but the project is at ${revision}.`, {
        hint: 'Reload the page.',
      })
    }
    const { revision: seen, ...wishes } = body
    void seen
    return { runId: await engine.start({ project, revision, ...wishes }) }
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
    const { run } = await find(params.id)
    // whoever wishes it twice has what they wish
    if (run.endedAt !== undefined && run.status !== 'cancelled')
      throw fail('conflict', 'This run is over already.', { hint: 'What it made stays.' })
    await engine.cancel(params.id)
    return { id: params.id }
  })
  implement(api, prioritiseRun, async ({ params, body }) => {
    await engine.prioritise(params.id, body.priority)
    return { id: params.id, priority: body.priority }
  })
  implement(api, decideTask, async ({ params, body }) => {
    const { run } = await find(params.id)
    const { node, item, decide, seen } = body
    const task = run.tasks.find((one) => one.node === node && one.item === item)
    if (seen !== undefined && task && task.fingerprint !== seen)
      throw fail('conflict', 'Something else has been made here since you looked.', {
        hint: 'Look at the new one, and answer again.',
        node,
      })
    await settleDecision({ engine, projects, run: params.id, project: run.project, node, item }, decide)
    return { id: params.id }
  })
}
