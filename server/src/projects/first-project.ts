import { newProjectId, TemplateIdSchema } from '@reelgraph/shared'
import type { ServerLog } from '../log.ts'
import { instantiate } from '../templates/blueprint.ts'
import type { TemplateLibrary } from '../templates/template-library.ts'
import type { ProjectRegistry } from './project-registry.ts'

interface FirstProjectParts {
  readonly projects: ProjectRegistry
  readonly templates: TemplateLibrary
  readonly log: ServerLog
}

const FIRST_FILM = TemplateIdSchema.parse('first-film')

/** Whoever starts for the first time finds a film that only wants to be run. */
export const makeFirstProject = async ({ projects, templates, log }: FirstProjectParts): Promise<void> => {
  if (!(await projects.isNew())) return
  const template = (await templates.list()).find(({ id }) => id === FIRST_FILM)
  if (!template) return log.warn('The template “first-film” is missing, so there is no project to begin with.')
  await projects.create({ id: newProjectId(), name: template.name, graph: instantiate(template.graph), settings: {} })
}
