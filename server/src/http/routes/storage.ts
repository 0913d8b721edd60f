import { collectStorage, dropResult, getStorage, whoShows } from '@reelgraph/shared'
import type { Retention } from '../../retention/retention.ts'
import { implement, type Api } from '../implement.ts'

export const storageRoutes = (api: Api, { retention }: { readonly retention: Retention }): void => {
  implement(api, getStorage, () => retention.survey())
  implement(api, collectStorage, ({ body }) => retention.collect(body))
  implement(api, whoShows, async ({ params: { id, fingerprint } }) => ({
    projects: [...(await retention.shownIn({ project: id, fingerprint }))],
  }))
  implement(api, dropResult, async ({ params: { id, node, fingerprint } }) => {
    await retention.drop({ project: id, node, fingerprint })
    return { fingerprint }
  })
}
