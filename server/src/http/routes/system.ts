import {
  getCatalog,
  getHealth,
  listModels,
  listProviders,
  providerOf,
  type Catalog,
  type InputPorts,
  type OutputPorts,
  type StepDefinition,
} from '@reelgraph/shared'
import { z } from 'zod'
import { implement, type Api } from '../implement.ts'
import { openApi } from '../open-api.ts'

export type Health = z.output<typeof getHealth.response>

interface SystemParts {
  readonly catalog: Catalog
  readonly health: () => Promise<Health>
}

export const systemRoutes = (api: Api, { catalog, health }: SystemParts): void => {
  const described = describeCatalog(catalog)
  const models = [...catalog.models.values()]

  implement(api, getHealth, () => health())
  implement(api, getCatalog, async () => described)
  implement(api, listProviders, async () => ({
    providers: [...catalog.providers.values()].map(({ id, title, summary, builtIn }) => {
      const makes = models.filter((model) => providerOf(model.id) === id).map((model) => model.makes)
      return { id, title, summary, builtIn, makes: [...new Set(makes)] }
    }),
  }))
  implement(api, listModels, async ({ params }) => ({
    models: models
      .filter((model) => model.makes === params.makes)
      .map(({ id, title, summary }) => ({ id, title, summary, provider: providerOf(id) })),
  }))

  let document: ReturnType<typeof openApi> | undefined
  api.app.get('/api/openapi.json', async (c) => {
    document ??= openApi(api.contracts, (await health()).version)
    return c.json(document)
  })
}

type DescribedCatalog = z.input<typeof getCatalog.response>

/** Definitions as data; ports as a new node has them. */
export const describeCatalog = (catalog: Catalog): DescribedCatalog => ({
  kinds: [...catalog.kinds.values()].map((kind) => ({
    ...described(kind),
    id: kind.id,
    category: kind.category,
    decoration: kind.decoration ?? false,
    ...(kind.model && { model: kind.model }),
  })),
  models: [...catalog.models.values()].map((model) => ({
    ...described(model),
    id: model.id,
    makes: model.makes,
    provider: providerOf(model.id),
    examples: model.examples ?? [],
  })),
  providers: [...catalog.providers.values()].map(({ id, title, summary, builtIn }) => ({
    id,
    title,
    summary,
    builtIn,
  })),
})

const described = (definition: StepDefinition) => {
  const defaults = definition.params.parse({})
  const inputs: InputPorts = typeof definition.inputs === 'function' ? definition.inputs(defaults) : definition.inputs
  const outputs: OutputPorts =
    typeof definition.outputs === 'function' ? definition.outputs(defaults) : definition.outputs
  const { version, title, summary } = definition
  const { $schema, '~standard': standard, ...params } = z.toJSONSchema(definition.params, { io: 'input' })
  void [$schema, standard]
  // JSON knows no undefined and no class: what is served is what a parser gives back.
  return { version, title, summary, inputs, outputs, params: z.json().parse(JSON.parse(JSON.stringify(params))) }
}
