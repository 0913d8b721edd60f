import {
  approveResult,
  compareModels,
  createProject,
  deleteProject,
  fail,
  getProject,
  listNodeResults,
  listProjects,
  newProjectId,
  planProject,
  rerollNode,
  restoreProject,
  sendOps,
  type Catalog,
  type ProjectId,
} from '@reelgraph/shared'
import type { z } from 'zod'
import type { Engine } from '../../engine/engine.ts'
import { checkLookedAt } from '../../projects/check-looked-at.ts'
import type { Foundation } from '../../projects/found-project.ts'
import type { ProjectRegistry } from '../../projects/project-registry.ts'
import { rerollOps } from '../../projects/reroll.ts'
import { instantiate } from '../../templates/blueprint.ts'
import type { TemplateLibrary } from '../../templates/template-library.ts'
import { implement, type Api } from '../implement.ts'

interface ProjectParts {
  readonly catalog: Catalog
  readonly engine: Engine
  readonly projects: ProjectRegistry
  readonly templates: TemplateLibrary
}

export const projectRoutes = (api: Api, parts: ProjectParts): void => {
  const { catalog, engine, projects } = parts

  implement(api, listProjects, () => projects.list())
  implement(api, createProject, async ({ body }) => projects.create(await foundation(body, parts)))
  implement(api, getProject, ({ params }) => projects.open(params.id))
  implement(api, restoreProject, ({ params }) => projects.restore(params.id))
  implement(api, sendOps, ({ params, body }) => projects.apply(params.id, body))
  implement(api, deleteProject, async ({ params }) => {
    await projects.remove(params.id)
    await stopRuns(params.id, engine)
    return { id: params.id }
  })

  implement(api, planProject, async ({ params, body }) => {
    const { project, revision } = await projects.open(params.id)
    return engine.plan({ project, revision, scope: body.scope })
  })
  implement(api, compareModels, async ({ params, body }) => {
    const { project, revision } = await projects.open(params.id)
    if ((body.revision ?? 0) > revision)
      throw fail('conflict', `This project is at revision ${revision}, and not yet at ${body.revision}.`, {
        hint: 'Ask again when the change is saved.',
      })
    if (!project.nodes[body.node]) throw fail('not-found', 'There is no such node.')
    return { revision, offers: [...(await engine.compare({ project, node: body.node }))] }
  })
  implement(api, rerollNode, ({ params, body }) =>
    projects.change(params.id, (project, revision) =>
      rerollOps({ engine, project, revision, node: body.node, items: body.items }),
    ),
  )
  implement(api, approveResult, async ({ params, body }) => {
    const { project, revision } = await projects.open(params.id)
    const { tasks } = await engine.planAside({ project, revision, scope: { of: 'all' } })
    checkLookedAt(body, { project, catalog, tasks })
    await engine.approve({ project: params.id, ...body })
    return { node: body.node }
  })
  implement(api, listNodeResults, async ({ params, query }) => {
    await projects.open(params.id)
    const results = await engine.results({
      project: params.id,
      node: params.node,
      ...(query.item !== undefined && { item: query.item }),
    })
    return { results }
  })
}

type Wish = z.output<typeof createProject.body>

/** @throws `invalid-request` for a wish of two things at once. */
const foundation = async (wish: Wish, { projects, templates }: ProjectParts): Promise<Foundation> => {
  const { id = newProjectId(), name } = wish
  const sources = [wish.template, wish.copyOf, wish.graph].filter((source) => source !== undefined)
  if (sources.length > 1)
    throw fail(
      'invalid-request',
      'A project is made from a template, as a copy or from a graph, not from several of them.',
      { hint: 'Send one of "template", "copyOf" and "graph".' },
    )
  if (wish.copyOf !== undefined) {
    const { project } = await projects.open(wish.copyOf)
    return {
      id,
      name: name ?? `${project.name} copy`.slice(0, 200),
      graph: project,
      settings: project.settings,
      copied: true,
    }
  }
  if (wish.template !== undefined) {
    const template = await templates.get(wish.template)
    return { id, name: name ?? template.name, graph: instantiate(template.graph), settings: {} }
  }
  return { id, name: name ?? 'Untitled', graph: wish.graph ?? { nodes: {}, edges: {} }, settings: {} }
}

/**
 * Nobody sees any more what they do. What is finished stays, so a restored project goes on from there. They stop even where a
 * full disk does not take the wish.
 */
const stopRuns = async (project: ProjectId, engine: Engine): Promise<void> => {
  const runs = await engine.list(project)
  await Promise.allSettled(runs.filter(({ endedAt }) => endedAt === undefined).map(({ id }) => engine.cancel(id)))
}
