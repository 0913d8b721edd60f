import {
  deleteTemplate,
  listTemplates,
  saveTemplate,
  type Catalog,
  type OfferedTemplate,
  type Template,
} from '@reelgraph/shared'
import type { ProjectRegistry } from '../../projects/project-registry.ts'
import type { TemplateLibrary } from '../../templates/template-library.ts'
import { templatePrice } from '../../templates/template-price.ts'
import { implement, type Api } from '../implement.ts'

interface TemplateParts {
  readonly catalog: Catalog
  readonly templates: TemplateLibrary
  readonly projects: ProjectRegistry
}

export const templateRoutes = (api: Api, { catalog, templates, projects }: TemplateParts): void => {
  const offered = (template: Template): OfferedTemplate => {
    const price = templatePrice(template.graph, catalog)
    return { ...template, ...(price !== undefined && { price }) }
  }
  implement(api, listTemplates, async () => ({ templates: (await templates.list()).map(offered) }))
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
