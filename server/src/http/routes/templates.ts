import { deleteTemplate, listTemplates, saveTemplate } from '@reelgraph/shared'
import type { ProjectRegistry } from '../../projects/project-registry.ts'
import type { TemplateLibrary } from '../../templates/template-library.ts'
import { implement, type Api } from '../implement.ts'

interface TemplateParts {
  readonly templates: TemplateLibrary
  readonly projects: ProjectRegistry
}

export const templateRoutes = (api: Api, { templates, projects }: TemplateParts): void => {
  implement(api, listTemplates, async () => ({ templates: await templates.list() }))
  implement(api, saveTemplate, async ({ body }) => {
    const { project } = await projects.open(body.project)
    const poster = await projects.posterOf(body.project)
    return templates.save({
      name: body.name,
      summary: body.summary,
      graph: project,
      ...(poster !== undefined && { poster }),
    })
  })
  implement(api, deleteTemplate, async ({ params }) => {
    await templates.remove(params.id)
    return { id: params.id }
  })
}
