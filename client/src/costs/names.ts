import { catalog } from '@reelgraph/nodes/catalog'
import { getProject, listProjects, type Project, type ProjectId } from '@reelgraph/shared'
import { createStore } from 'zustand/vanilla'
import { call } from '../api/call.ts'

export const providerTitle = (id: string): string => catalog.providers.get(id)?.title ?? id

export const modelTitle = (id: string): string => catalog.models.get(id)?.title ?? id

/** Projects by id, for the names of their steps; `null` where one is not there any more. */
export const projects = createStore<Readonly<Record<string, Project | null | undefined>>>(() => ({}))

const asked = new Set<ProjectId>()

/** Asked for once: names change seldom. One that was deleted is not asked for: which those are is told at once for all. */
export const needProject = (id: ProjectId): void => {
  if (asked.has(id)) return
  asked.add(id)
  const there = async (): Promise<Project | null> =>
    (await listedProjects()).has(id) ? (await call(getProject, { params: { id } })).project : null
  there().then(
    (project) => projects.setState({ [id]: project }),
    () => projects.setState({ [id]: null }),
  )
}

let listing: Promise<ReadonlySet<ProjectId>> | undefined

const listedProjects = (): Promise<ReadonlySet<ProjectId>> => {
  listing ??= call(listProjects)
    .then((list) => new Set(list.projects.map((project) => project.id)))
    .finally(() => (listing = undefined))
  return listing
}

export const projectName = (project: Project | null | undefined): string => {
  if (project === undefined) return '…'
  return project?.name ?? 'A deleted project'
}

/** What the person calls a step, and which item of it. */
export const stepName = (project: Project | null | undefined, node: string, item: string | null): string => {
  const known = project?.nodes[node]
  const title = known && (known.title ?? catalog.kinds.get(known.kind)?.title)
  const name = title ?? (project === undefined ? '…' : 'A step that was removed')
  return item === null ? name : `${name}, ${item}`
}
