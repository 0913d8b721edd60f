import { offerTrial, offerWordings, startTrial, startWording, type Catalog } from '@reelgraph/shared'
import type { Engine } from '../../engine/engine.ts'
import type { ProjectRegistry } from '../../projects/project-registry.ts'
import { offerTrial as offer } from '../../trial/offer-trial.ts'
import { offerWordings as wordings, startWording as reword } from '../../trial/reword.ts'
import { startTrial as start } from '../../trial/start-trial.ts'
import { implement, type Api } from '../implement.ts'

interface TrialParts {
  readonly catalog: Catalog
  readonly engine: Engine
  readonly projects: ProjectRegistry
}

export const trialRoutes = (api: Api, parts: TrialParts): void => {
  implement(api, offerTrial, async ({ params }) => (await offer(parts, params.id)).offer)
  implement(api, startTrial, async ({ params, body }) =>
    start(parts, { provider: params.id, model: body.model, atMost: body.atMost }),
  )
  implement(api, offerWordings, async ({ body }) => ({
    offers: (await wordings(parts, body)).map((trial) => trial.offer),
  }))
  implement(api, startWording, async ({ body }) => reword(parts, { ...body, atMost: body.atMost }))
}
